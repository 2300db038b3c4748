import type { Hass } from "../cards/hass.ts";

const DOMAINS = ["sensor", "number", "input_number", "counter"];

/** Whether an entity is one of numbers, as far as it shows just now. */
export function isNumeric({ states }: Pick<Hass, "states">, entityId: string): boolean {
  const now = states[entityId];
  if (!now || !DOMAINS.includes(entityId.split(".", 1)[0] ?? "")) return false;
  return now.attributes.unit_of_measurement !== undefined || (now.state !== "" && Number.isFinite(Number(now.state)));
}
