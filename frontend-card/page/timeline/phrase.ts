import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { amount } from "../look/amounts.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import type { Words } from "../words/en.ts";
import { isNumber } from "./order.ts";

type Did = Words["did"];
type Verb = keyof { [Name in keyof Did as Did[Name] extends string ? Name : never]: true };

/** What a state says where its domain, or the device class of a binary sensor, gives it a verb. */
const VERBS: Record<string, Record<string, Verb>> = {
  person: { home: "arrived", not_home: "left" },
  device_tracker: { home: "arrived", not_home: "left" },
  cover: { open: "opened", closed: "closed", opening: "opening", closing: "closing" },
  valve: { open: "opened", closed: "closed", opening: "opening", closing: "closing" },
  lock: { locked: "locked", unlocked: "unlocked" },
  media_player: { playing: "playing", idle: "stopped", paused: "stopped" },
  sun: { above_horizon: "above", below_horizon: "below" },
  "binary_sensor.door": { on: "opened", off: "closed" },
  "binary_sensor.window": { on: "opened", off: "closed" },
  "binary_sensor.opening": { on: "opened", off: "closed" },
  "binary_sensor.garage_door": { on: "opened", off: "closed" },
  "binary_sensor.motion": { on: "motion", off: "still" },
  "binary_sensor.occupancy": { on: "present", off: "absent" },
  "binary_sensor.presence": { on: "present", off: "absent" },
  "binary_sensor.moisture": { on: "wet", off: "dry" },
  "binary_sensor.smoke": { on: "smoke", off: "clear" },
  "binary_sensor.problem": { on: "problem", off: "fine" },
  "binary_sensor.battery": { on: "low", off: "charged" },
  "binary_sensor.connectivity": { on: "connected", off: "disconnected" },
};
const ON_OFF: Record<string, Verb> = { on: "on", off: "off" };

/** Their state is when they were last used. */
const USED: Record<string, Verb> = {
  button: "pressed",
  input_button: "pressed",
  scene: "activated",
  event: "happened",
};

/** Who or what a row is about. */
export const subjectOf = ({ name, entity_id, kind }: RememberedEvent): string => name ?? entity_id ?? readable(kind);

/** What happened to it: "turned on", "4.1 → 4.3 °C"; `before` is the state that the row begins with. */
export function phrase(event: RememberedEvent, { did, happenings }: Words, before = event.old_state): string {
  const { kind, entity_id, name, state, unit } = event;
  if (kind !== "state_changed") {
    return happenings[kind] ?? (name === null && entity_id === null ? did.happened : readable(kind));
  }
  const tell = (value: string) => valued(value, unit);
  if (state === null) return did.removed;
  if (state === "unavailable") return did.lost;
  if (state === "unknown") return did.unknown;
  const verb = verbOf(event, state);
  if (before === "unavailable") return did.returned(tell(state));
  if (before === null && event.source === "snapshot") return did.was(tell(state)); // since when, nobody knows
  if (verb) return did[verb];
  const domain = domainOf(event);
  if (domain === "person" || domain === "device_tracker") return did.at(tell(state));
  if (before === state) return did.was(tell(state));
  return before === null || before === "unknown"
    ? did.became(tell(state))
    : did.from(valued(before, isNumber(before) ? null : unit), tell(state));
}

function verbOf(event: RememberedEvent, state: string): Verb | undefined {
  const domain = domainOf(event);
  if (USED[domain]) return USED[domain];
  const own = VERBS[`${domain}.${event.device_class}`] ?? VERBS[domain];
  return own ? own[state] : ON_OFF[state];
}

export const domainOf = ({ entity_id, kind }: RememberedEvent): string => entity_id?.split(".", 1)[0] ?? kind;

/** A value as people read it: numbers in the browser's manner, instants as time. */
export function valued(value: string, unit: string | null): string {
  if (isNumber(value)) return unit ? `${amount(Number(value))} ${unit}` : amount(Number(value));
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value))) return dayAndTimeOf(value);
  return unit ? `${value} ${unit}` : value.replaceAll("_", " ");
}

/** `zha_event` → "Zha event" */
function readable(kind: string): string {
  const text = kind.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
