import type { WhyNot } from "./contract.ts";
import type { Plan } from "./plan.ts";
import type { Ward } from "./ward.ts";

/** All that may ever be called without a person's yes; what is not here needs one. */
const UNASKED = new Set([
  "homeassistant.reload_config_entry",
  "zwave_js.ping",
  "switch.turn_off",
  "switch.turn_on",
  "automation.reload",
]);
/** Whatever a remedy calls, with or without a yes, is one of these. */
const EVER = new Set([...UNASKED, "automation.turn_on", "automation.turn_off", "automation.trigger"]);
const GUARDED = new Set(["lock", "alarm_control_panel", "siren", "valve", "water_heater"]);
const DOORS = new Set(["door", "garage", "gate"]);

/** Why a plan is never run at all. */
export const isForbidden = ({ steps, undo, restore }: Plan): boolean =>
  [...steps.map(({ action }) => action), undo, restore].some((it) => it !== null && !EVER.has(it.action));

/** Why a plan is never run without a person's yes to just this one; undefined where it may be. */
export function guardedBy({ steps, touches }: Plan, { house, critical }: Ward): WhyNot | undefined {
  if (!steps.every(({ action }) => UNASKED.has(action.action))) return "never_unasked";
  const isGuarded = (id: string) => {
    const thing = house.things.get(id);
    const domain = id.slice(0, id.indexOf("."));
    return GUARDED.has(domain) || (domain === "cover" && DOORS.has(thing?.device_class ?? "")) || critical.has(id);
  };
  return touches.some(isGuarded) ? "guarded" : undefined;
}
