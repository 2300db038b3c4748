import { formOf } from "../cards/form.ts";

export const form = () =>
  formOf([
    { name: "entity", selector: { entity: {} } },
    { name: "areas", selector: { area: { multiple: true } } },
  ]);
