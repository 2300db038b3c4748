import type { KnownEntity } from "../house/known-house.ts";
import { domainOf } from "./kinds.ts";

/** States that mean it: `marks` are those with which it begins, `also` holds it on. */
interface Holding {
  readonly domain: string;
  readonly classes?: readonly string[];
  /** Of which it is not said: a door that is "on" is open. */
  readonly without?: readonly string[];
  readonly marks: readonly string[] | "any" | ((state: string) => boolean);
  readonly also?: readonly string[];
  /** Each change of the state is one occurrence, without length: a button, a bell, an automation's last run is not a state. */
  readonly isMomentary?: boolean;
}

const openable = ["door", "window", "garage_door", "opening"] as const;
const present = ["motion", "occupancy", "presence", "moving"] as const;
const hung = ["blind", "shade", "shutter", "curtain", "awning", "garage"] as const;
const moving = ["opening", "closing"] as const;
const isZone = (state: string) => state !== "not_home" && state !== "home";
const onOff = ["light", "switch", "fan", "input_boolean", "humidifier", "siren", "remote", "schedule", "group"];

const each = (domains: readonly string[], marks: readonly string[]): Holding[] =>
  domains.map((domain) => ({ domain, marks }));
const sensing = (classes: readonly string[], marks: readonly string[]): Holding => ({
  domain: "binary_sensor",
  classes,
  marks,
});

/** What can be true of a thing, and which states say so. */
const PREDICATES = {
  open: [
    { domain: "cover", marks: ["open"], also: ["opening", "closing"] },
    { domain: "valve", marks: ["open"], also: ["opening", "closing"] },
    sensing(openable, ["on"]),
    { domain: "lock", marks: ["open", "opening"] },
  ],
  closed: [...each(["cover", "valve"], ["closed"]), sensing(openable, ["off"])],
  locked: [...each(["lock"], ["locked"]), sensing(["lock"], ["off"])],
  unlocked: [
    { domain: "lock", marks: ["unlocked", "open"], also: ["unlocking", "opening", "locking"] },
    sensing(["lock"], ["on"]),
  ],
  jammed: [...each(["lock"], ["jammed"]), ...each(["vacuum", "lawn_mower"], ["error"])],
  on: [
    ...each(onOff, ["on"]),
    { domain: "valve", marks: ["open"], also: moving }, // "the water was on"
    { domain: "binary_sensor", without: openable, marks: ["on"] },
    // An idle player waits; nothing plays and nothing is shown.
    { domain: "media_player", marks: (state) => !["off", "standby", "idle"].includes(state) },
    { domain: "climate", marks: (state) => state !== "off" },
    { domain: "water_heater", marks: (state) => state !== "off" },
    { domain: "automation", marks: ["on"] },
  ],
  off: [
    ...each([...onOff, "climate", "water_heater"], ["off"]),
    ...each(["valve"], ["closed"]),
    { domain: "binary_sensor", without: openable, marks: ["off"] },
    { domain: "media_player", marks: ["off", "standby", "idle"] },
    { domain: "automation", marks: ["off"] },
  ],
  motion: [sensing(present, ["on"])],
  still: [sensing(present, ["off"])],
  wet: [sensing(["moisture"], ["on"])],
  dry: [sensing(["moisture"], ["off"])],
  smoke: [sensing(["smoke"], ["on"])],
  gas: [sensing(["gas", "carbon_monoxide"], ["on"])],
  home: each(["person", "device_tracker"], ["home"]),
  away: [
    { domain: "person", marks: (state) => state !== "home" },
    { domain: "device_tracker", marks: (state) => state !== "home" },
  ],
  atZone: [
    { domain: "person", marks: isZone },
    { domain: "device_tracker", marks: isZone },
  ],
  happened: [
    { domain: "event", marks: "any", isMomentary: true },
    { domain: "button", marks: "any", isMomentary: true },
    { domain: "input_button", marks: "any", isMomentary: true },
    { domain: "scene", marks: "any", isMomentary: true },
    sensing(["occupancy", "sound", "vibration", "tamper"], ["on"]),
  ],
  playing: [{ domain: "media_player", marks: ["playing"], also: ["buffering"] }],
  paused: each(["media_player"], ["paused"]),
  heating: [{ domain: "climate", marks: ["heat", "heating", "heat_cool", "auto"] }, sensing(["heat"], ["on"])],
  cooling: [{ domain: "climate", marks: ["cool", "cooling"] }, sensing(["cold"], ["on"])],
  cleaning: each(["vacuum"], ["cleaning"]),
  mowing: each(["lawn_mower"], ["mowing"]),
  docked: each(["vacuum", "lawn_mower"], ["docked"]),
  running: [
    sensing(["running"], ["on"]),
    ...each(["vacuum"], ["cleaning"]),
    ...each(["lawn_mower"], ["mowing"]),
    ...each(["switch", "fan", "humidifier", "input_boolean"], ["on"]),
    {
      domain: "sensor",
      classes: ["enum"],
      marks: ["run", "running", "on", "active", "washing", "drying", "in_progress", "in_use"],
    },
    { domain: "script", marks: "any", isMomentary: true },
    { domain: "automation", marks: "any", isMomentary: true },
    { domain: "media_player", marks: ["playing", "on"] },
    { domain: "climate", marks: (state) => state !== "off" },
    { domain: "water_heater", marks: (state) => state !== "off" },
    ...each(["timer"], ["active"]),
  ],
  triggered: [
    { domain: "alarm_control_panel", marks: ["triggered"] },
    { domain: "automation", marks: "any", isMomentary: true },
    { domain: "script", marks: "any", isMomentary: true },
    { domain: "siren", marks: ["on"] },
    // It goes off when it comes to its end.
    { domain: "timer", marks: ["idle"] },
    sensing(
      ["smoke", "gas", "carbon_monoxide", "moisture", "tamper", "safety", "problem", "motion", "vibration", "sound"],
      ["on"],
    ),
  ],
  armed: [{ domain: "alarm_control_panel", marks: (state) => state.startsWith("armed") }],
  disarmed: each(["alarm_control_panel"], ["disarmed"]),
  lowBattery: [
    sensing(["battery"], ["on"]),
    { domain: "sensor", classes: ["battery"], marks: (state) => Number(state) <= 20 },
  ],
  connected: [sensing(["connectivity", "plug", "power"], ["on"]), ...each(["device_tracker"], ["home"])],
  disconnected: [sensing(["connectivity", "plug", "power"], ["off"])],
  charging: [sensing(["battery_charging"], ["on"])],
  problem: [sensing(["problem", "safety"], ["on"])],
  up: each(["sun"], ["above_horizon"]),
  down: each(["sun"], ["below_horizon"]),
  rainy: [
    { domain: "weather", marks: ["rainy", "pouring", "lightning-rainy", "snowy-rainy"] },
    sensing(["moisture"], ["on"]),
  ],
  snowy: [{ domain: "weather", marks: ["snowy", "snowy-rainy"] }],
  sunny: [{ domain: "weather", marks: ["sunny"] }],
  updatable: each(["update"], ["on"]),
  restarted: [],
  timing: each(["timer"], ["active"]),
  watering: [{ domain: "valve", marks: ["open"], also: moving }],
  raised: [{ domain: "cover", classes: hung, marks: ["open"], also: moving }],
  lowered: [{ domain: "cover", classes: hung, marks: ["closed"] }],
  extended: [{ domain: "cover", classes: ["awning"], marks: ["open"], also: moving }],
  retracted: [{ domain: "cover", classes: ["awning"], marks: ["closed"] }],
  cutOff: [sensing(["connectivity", "power"], ["off"])],
} as const satisfies Record<string, readonly Holding[]>;

/** True of whatever says so: it is out of reach, or it is back. */
export const EVERYWHERE = ["unavailable", "available"] as const;

export type Predicate = keyof typeof PREDICATES | (typeof EVERYWHERE)[number];

export const holdingOf = (predicate: Predicate, entity: KnownEntity): Holding | undefined => {
  if (predicate === "unavailable") return { domain: "", marks: ["unavailable"] };
  if (predicate === "available") return { domain: "", marks: (state) => state !== "unavailable" };
  return (PREDICATES[predicate] as readonly Holding[]).find(
    ({ domain, classes, without = [] }) =>
      domain === domainOf(entity) &&
      (!classes || classes.includes(entity.device_class ?? "")) &&
      !without.includes(entity.device_class ?? ""),
  );
};

export type { Holding };
