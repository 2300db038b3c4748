import { formOf } from "../cards/form.ts";
import { LONGEST_HOURS } from "./hours.ts";

export const form = () =>
  formOf([
    { name: "entities", required: true, selector: { entity: { multiple: true } } },
    { name: "hours", selector: { number: { min: 1, max: LONGEST_HOURS, mode: "box", unit_of_measurement: "h" } } },
  ]);
