import type { Expected } from "./expected.ts";
import { entitiesIn, type Known } from "./known.ts";
import { ofStates } from "./of-states.ts";
import { ofZones } from "./of-zones.ts";

type Trigger = Record<string, unknown>;

const TOGGLED = { turned_on: "on", turned_off: "off" };
const same = (...states: string[]): Record<string, string> => Object.fromEntries(states.map((state) => [state, state]));
const ARMED = ["armed_home", "armed_away", "armed_night", "armed_vacation"];

/** What becomes of the entity, by its domain and the type of the trigger. Source: homeassistant/components/<domain>/device_trigger.py. */
const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...Object.fromEntries(["light", "switch", "fan", "humidifier", "remote"].map((domain) => [domain, TOGGLED])),
  media_player: { ...TOGGLED, ...same("buffering", "idle", "paused", "playing") },
  lock: same("jammed", "locked", "locking", "open", "opening", "unlocked", "unlocking"),
  cover: { opened: "open", ...same("closed", "opening", "closing") },
  vacuum: same("cleaning", "docked"),
  alarm_control_panel: same("triggered", "disarmed", "arming", ...ARMED),
};

/** Types of binary sensors that are told when it goes on; each has one beside it for when it goes off. */
const ON: Readonly<Record<string, string>> = {
  ...{ bat_low: "not_bat_low", charging: "not_charging", co: "no_co", cold: "not_cold", connected: "not_connected" },
  ...{ opened: "not_opened", gas: "no_gas", glass_break: "no_glass_break", hot: "not_hot", light: "no_light" },
  ...{ not_locked: "locked", moist: "not_moist", motion: "no_motion", moving: "not_moving", occupied: "not_occupied" },
  ...{ plugged_in: "not_plugged_in", powered: "not_powered", present: "not_present", problem: "no_problem" },
  ...{ running: "not_running", unsafe: "not_unsafe", smoke: "no_smoke", sound: "no_sound", update: "no_update" },
  ...{ tampered: "not_tampered", vibration: "no_vibration", turned_on: "turned_off" },
};
const OFF = new Set(Object.values(ON));
const binary = (type: string): string | undefined =>
  Object.hasOwn(ON, type) ? "on" : OFF.has(type) ? "off" : undefined;

const VALUES: Readonly<Record<string, string>> = {
  current_temperature_changed: "current_temperature",
  current_humidity_changed: "current_humidity",
};

/** `trigger: device` of an entity; what an integration invents for its own devices is not known. */
export function ofDevices(trigger: Trigger, known: Known): Expected[] {
  const { domain, type, entity_id } = trigger;
  const [id] = (typeof entity_id === "string" && entitiesIn([entity_id], known)) || [];
  if (id === undefined || typeof domain !== "string" || typeof type !== "string" || !id.startsWith(`${domain}.`))
    return [];
  if (domain === "device_tracker") return ofZones({ ...trigger, event: type === "enters" ? "enter" : "leave" }, known);
  const asIf = (parts: Trigger) =>
    ofStates({ entity_id: id, ...("for" in trigger && { for: trigger.for }), ...parts }, known);
  const limits = { trigger: "numeric_state", above: trigger.above, below: trigger.below };
  if (domain === "sensor") return asIf(limits);
  if (domain === "climate" && VALUES[type]) return asIf({ ...limits, attribute: VALUES[type] });
  if (domain === "climate")
    return type === "hvac_mode_changed" && trigger.to ? asIf({ trigger: "state", to: trigger.to }) : [];
  if (domain === "select" && type === "current_option_changed")
    return asIf({ trigger: "state", from: trigger.from, to: trigger.to ?? null });
  if (type === "changed_states" && domain in STATES) return asIf({ trigger: "state", to: null });
  const to = domain === "binary_sensor" ? binary(type) : STATES[domain]?.[type];
  return to === undefined ? [] : asIf({ trigger: "state", to });
}
