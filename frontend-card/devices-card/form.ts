import { formOf } from "../cards/form.ts";

export const form = () =>
  formOf([
    { name: "area", selector: { area: {} } },
    { name: "attention", selector: { boolean: {} } },
  ]);
