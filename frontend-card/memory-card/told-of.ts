import type { Hass } from "../cards/hass.ts";

const DOMAINS = ["lock", "light", "person", "cover", "alarm_control_panel", "vacuum", "siren"];
const CLASSES = ["door", "window", "garage_door", "opening", "lock", "moisture", "smoke", "gas", "carbon_monoxide"];

/** Whether the past of an entity is a story: of few things that happen, and of some that people ask about. */
export function isToldOf({ states }: Pick<Hass, "states">, entityId: string): boolean {
  const domain = entityId.split(".", 1)[0] ?? "";
  const now = states[entityId];
  if (!now) return false;
  return (
    DOMAINS.includes(domain) || (domain === "binary_sensor" && CLASSES.includes(now.attributes.device_class ?? ""))
  );
}
