import { house } from "../../testing.ts";
import { type Fired, occurrences, type Transition } from "../occurred.ts";
import type { Member } from "./known.ts";
import { reactsTo } from "./reacts-to.ts";

export const DAY = 86_400;
const MONDAY = Date.parse("2026-11-16T00:00:00Z") / 1000;
const at = (hours: number) => MONDAY + hours * 3_600;
export const id = (text: string) => text.padEnd(32, "0");

export const things = house()
  .with("light.hall", { device_id: "lamp" })
  .with("switch.pump", {})
  .with("binary_sensor.door", { device_class: "door" })
  .with("binary_sensor.garage", { device_class: "garage_door" })
  .with("binary_sensor.low", { device_class: "battery", category: "diagnostic" })
  .with("sensor.level", { device_class: "battery", unit: "%", category: "diagnostic" })
  .with("sensor.warm", { device_class: "temperature", unit: "°F" })
  .with("sensor.alarm", { device_class: "timestamp" })
  .with("light.group", { attributes: { entity_id: ["light.hall"] } })
  .with("climate.room", {})
  .with("person.anna", {})
  .with("timer.egg", {})
  .with("input_datetime.morning", { state: "06:30:00", since: at(30) })
  .with("input_datetime.day", { state: "2026-11-18 09:00:00" })
  .now().things;

const member = (entity_id: string, parts: Partial<Member> = {}): Member => ({
  entity_id,
  registry_id: id(entity_id.replace(/[^a-f]/g, "a")),
  device_id: null,
  parent_device_id: null,
  area_id: "hall",
  floor_id: "ground",
  labels: [],
  labels_around: ["around"],
  since: at(0),
  ...parts,
});
export const members = [
  member("light.hall", { registry_id: id("ab"), device_id: "lamp", labels: ["warm"] }),
  member("light.group", { registry_id: id("ba") }),
  member("binary_sensor.door", { registry_id: id("cd"), since: at(20) }),
  member("binary_sensor.low", { registry_id: id("ce"), since: undefined }),
  member("sensor.level", { registry_id: id("ef") }),
];

const turn = (hours: number, from: string, to: string, until?: number): Transition => ({
  at: at(hours),
  from,
  to,
  until: until === undefined ? undefined : at(until),
});
const ON_OFF = [turn(10, "off", "on", 11), turn(11, "on", "off", 34), turn(34, "off", "on")];
const PAST: Record<string, Transition[]> = {
  "light.hall": ON_OFF,
  "light.group": ON_OFF,
  "switch.pump": ON_OFF,
  "binary_sensor.door": ON_OFF,
  "binary_sensor.garage": ON_OFF,
  "binary_sensor.low": ON_OFF,
  "sensor.level": [turn(5, "40", "20"), turn(6, "20", "18"), turn(7, "18", "90")],
  "sensor.warm": [turn(5, "60", "75")],
  "sensor.alarm": [turn(1, "x", "2026-11-16T05:00:00+00:00", 3), turn(3, "x", "2026-11-16T06:00:00+00:00", 20)],
  "input_datetime.day": [turn(1, "x", "2026-11-17 09:00:00", 40)],
  "sun.sun": [turn(6, "below_horizon", "above_horizon"), turn(16, "above_horizon", "below_horizon")],
  "person.anna in_zones": [turn(8, '["zone.home"]', "[]"), turn(17, "[]", '["zone.home", "zone.town"]')],
  "climate.room current_temperature": [turn(2, "19.5", "21"), turn(3, "21", "19")],
  "climate.room preset_mode": [turn(2, '"eco"', '"comfort"')],
  "timer.egg last_transition": [turn(4, '"started"', '"finished"')],
};
const FIRED: Record<string, Fired[]> = {
  doorbell: [
    { at: at(9), data: { button: "left", times: 2 } },
    { at: at(12), data: { button: "right", times: 2 } },
  ],
  tag_scanned: [{ at: at(13), data: { tag_id: "t1", device_id: "reader" } }],
};

export const hoursOf = (trigger: object, { days = 7, timeZone = "UTC" } = {}) =>
  occurrences(
    reactsTo({ triggers: [trigger] }, { things, members }).triggers,
    {
      of: (entity, attribute) => PAST[attribute ? `${entity} ${attribute}` : entity] ?? [],
      fired: (type) => FIRED[type] ?? [],
      timeZone,
    },
    { after: MONDAY, now: MONDAY + days * DAY },
  ).map((seconds) => (seconds - MONDAY) / 3_600);

export const device = (domain: string, type: string, entity_id: string) => ({
  trigger: "device",
  device_id: "d",
  domain,
  type,
  entity_id,
});
