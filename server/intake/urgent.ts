import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";

const GUARDING_DOMAINS = new Set(["lock", "alarm_control_panel", "siren"]);
const GUARDING_CLASS = /"device_class":"(?:moisture|smoke|gas|carbon_monoxide|safety|tamper)"/;
/** Said by Home Assistant about itself, many times a day, and of no use to anybody later. */
const CHATTER =
  /^(?:recorder_|homeassistant_|core_config|component_loaded|entity_registry|device_registry|panels_|lovelace_)/;

/**
 * What cannot wait, and what cannot be fetched again: leak, smoke, gas, alarm and lock; all that a person or an automation caused; and
 * what history does not keep, such as calls, runs of automations and buttons.
 */
export function isUrgent(observation: Observation): boolean {
  const { source, type, context } = observation;
  if (source !== "live") return false;
  if (type !== STATE_CHANGED) return !CHATTER.test(type);
  if (context?.parent_id || context?.user_id) return true;
  return isOfGuard(observation);
}

/** The state of something that guards the home or its people. */
export function isOfGuard({ type, entityId, attributes }: Observation): boolean {
  if (type !== STATE_CHANGED) return false;
  const domain = entityId?.slice(0, entityId.indexOf(".")) ?? "";
  if (domain === "binary_sensor") return GUARDING_CLASS.test(attributes ?? "");
  return GUARDING_DOMAINS.has(domain);
}
