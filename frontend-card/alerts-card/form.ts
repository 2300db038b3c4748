import { formOf } from "../cards/form.ts";

export const form = () => formOf([{ name: "week", selector: { boolean: {} } }]);
