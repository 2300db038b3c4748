import { rounded, seedOf } from "../house/wave.ts";

type Entry = Record<string, unknown>;

interface Cause {
  id: string;
  parent?: string;
  user?: string;
}

/** What happens on an ordinary day, over and over and never at quite the same time. */
export function daysOf(first: number, last: number): Entry[] {
  return Array.from({ length: last - first + 1 }, (_, i) => dayOf(first + i)).flat();
}

function dayOf(day: number): Entry[] {
  return [
    ...(isWeekend(day) ? weekend(day) : workday(day)),
    ...motion(day, "hall", 1, at(day, isWeekend(day) ? 9 : 7, 5)),
    ...(day % 2 === 0 ? motion(day, "hall", 2, at(day, 17, 48)) : motion(day, "landing", 3, at(day, 23, 4))),
    ...evening(day),
    ...duskLight(day),
    ...(isWeekend(day) || day % 7 === 0 ? laundry(day) : []),
    ...energy(day),
    ...(day % 2 === 0 ? [say(at(day, 6, 0), "weather.home", pick(day, "weather", skies))] : []),
    ...(day % 5 === 0
      ? [
          say(at(day, 11, 20), "event.doorbell", `2026-11-0${1 + (Math.abs(day) % 9)}T10:20:00.000+00:00`, undefined, {
            event_type: "ring",
          }),
        ]
      : []),
  ];
}

/** Which days are, nobody can say before the demo starts; two of seven will do. */
const isWeekend = (day: number): boolean => (((day + 2) % 7) + 7) % 7 < 2;

function workday(day: number): Entry[] {
  return [
    ...leaving(day, "anna", 8, 12),
    ...leaving(day, "ben", 8, 40),
    say(at(day, 8, 41), "lock.front_door", "locked"),
    ...(day % 2 === 0 ? byCar(day) : []),
    ...coming(day, "anna", 17, 46),
    say(at(day, 17, 47), "lock.front_door", "unlocked", { id: `u${day}`, user: "u-anna" }),
    ...coming(day, "ben", 18, 15),
  ];
}

const byCar = (day: number): Entry[] => [
  say(at(day, 8, 43), "cover.garage_door", "open", { id: `g${day}`, user: "u-ben" }),
  say(at(day, 8, 55), "cover.garage_door", "closed", { id: `h${day}`, user: "u-ben" }),
];

function weekend(day: number): Entry[] {
  return [
    say(at(day, 10, 2), "lock.front_door", "unlocked", { id: `u${day}`, user: "u-anna" }),
    ...leaving(day, "anna", 10, 5),
    ...(day < -3
      ? [say(at(day, 11, 30), "binary_sensor.back_door", "on"), say(at(day, 11, 42), "binary_sensor.back_door", "off")]
      : []),
    ...coming(day, "anna", 12, 34),
  ];
}

const leaving = (day: number, who: string, hours: number, minutes: number): Entry[] =>
  whereabouts(day, who, hours, minutes, "not_home");
const coming = (day: number, who: string, hours: number, minutes: number): Entry[] =>
  whereabouts(day, who, hours, minutes, "home");

/** A person is where the phone is. */
function whereabouts(day: number, who: string, hours: number, minutes: number, place: string): Entry[] {
  const when = at(day, hours, minutes);
  return [say(when, `device_tracker.${who}_phone`, place), say(`${when}0731`, `person.${who}`, place)];
}

/** Motion, the automation that it triggers, and the light that the automation switches: one chain of contexts. */
function motion(day: number, room: string, count: number, when: string): Entry[] {
  const [seen, run] = [`m${count}${day}`, `r${count}${day}`];
  const automation = `automation.${room}_light_on_motion`;
  const name = `${room === "hall" ? "Hall" : "Landing"} light on motion`;
  const source = `state of binary_sensor.${room}_motion`;
  const data = { name, entity_id: automation, source };
  return [
    say(when, `binary_sensor.${room}_motion`, "on", { id: seen }),
    { at: `${when}00214`, event: "automation_triggered", data, context: { id: run, parent: seen } },
    say(`${when}01977`, `light.${room}`, "on", { id: run, parent: seen }),
    say(later(when, 2), `binary_sensor.${room}_motion`, "off"),
    say(later(when, 4), `light.${room}`, "off"),
  ];
}

function evening(day: number): Entry[] {
  const bedtime = at(day, 22, 41);
  const night = { id: `n${day}`, user: "u-anna" };
  const data = { name: "Good night", entity_id: "script.good_night" };
  return [
    say(at(day, 6, 30), "climate.living_room", "heat", undefined, { temperature: 20 }),
    say(at(day, 18, 20), "light.living_room", "on", { id: `l${day}`, user: "u-anna" }, { brightness: 140 }),
    ...(day % 2 === 0 ? music(day) : television(day)),
    { at: bedtime, event: "script_started", data, context: night },
    say(`${bedtime}10418`, "light.living_room", "off", night),
    say(`${bedtime}20733`, "lock.front_door", "locked", night),
    say(at(day, 23, 0), "climate.living_room", "heat", undefined, { temperature: 16 }),
  ];
}

const music = (day: number): Entry[] => [
  say(
    at(day, 20, 4),
    "media_player.living_room",
    "playing",
    { id: `p${day}`, user: "u-ben" },
    { media_title: pick(day, "song", songs) },
  ),
  say(at(day, 22, 20), "media_player.living_room", "idle"),
];

const television = (day: number): Entry[] => [
  say(at(day, 20, 30), "sensor.television_power", rounded(96 + spread(day, "tv", 12), 1)),
  say(at(day, 22, 25), "sensor.television_power", "0.6"),
];

const skies = ["cloudy", "rainy", "partlycloudy", "sunny", "fog"];
const songs = ["Nightswimming", "Clair de lune", "Golden Brown", "Teardrop", "So What"];

/** Until its sensor was replaced, a week ago. */
function duskLight(day: number): Entry[] {
  const off = say(at(day, 23, 30), "light.garden", "off");
  if (day >= -8) return [];
  const when = at(day, 16, 35);
  const run = { id: `d${day}` };
  const data = {
    name: "Garden light at dusk",
    entity_id: "automation.garden_light_at_dusk",
    source: "numeric state of sensor.garden_illuminance",
  };
  return [
    { at: when, event: "automation_triggered", data, context: run },
    say(`${when}2`, "light.garden", "on", run),
    off,
  ];
}

/** Heating, washing, spinning: a cycle of an hour and a half. */
function laundry(day: number): Entry[] {
  const start = at(day, 13, 10);
  const power = [4, 2010, 160, 320, 490, 1.2];
  const data = {
    name: "Laundry is done",
    entity_id: "automation.laundry_is_done",
    source: "numeric state of sensor.washing_machine_power",
  };
  return [
    ...power.map((watts, i) =>
      say(later(start, i * 15), "sensor.washing_machine_power", rounded(watts + spread(day, `w${i}`, watts / 30), 1)),
    ),
    { at: later(start, 93), event: "automation_triggered", data, context: { id: `w${day}` } },
  ];
}

/** The meter counts on, most in the evening; it was replaced twelve days ago and began anew. */
function energy(day: number): Entry[] {
  const readEveryHours = 6;
  const share = [0.11, 0.22, 0.24, 0.43];
  const daily = (n: number) => 9.5 + spread(n, "kwh", 2) + (isWeekend(n) ? 2.5 : 0);
  const since = day < -12 ? -21 : -12;
  const before = Array.from({ length: day - since }, (_, i) => daily(since + i)).reduce((sum, kwh) => sum + kwh, 0);
  let read = (day < -12 ? 4096 : 0) + before;
  return share.map((part, i) => {
    read += part * daily(day);
    return say(wallTime(day, (i + 1) * readEveryHours * 3600 - 30), "sensor.energy_consumed", rounded(read, 3));
  });
}

function say(
  when: string,
  entity: string,
  state: string,
  context?: Cause,
  attributes?: Record<string, unknown>,
): Entry {
  return { at: when, entity_id: entity, state, attributes, context };
}

/** About that time: up to nine minutes later, with tenths of a second. */
function at(day: number, hours: number, minutes: number): string {
  const seconds = hours * 3600 + minutes * 60 + Math.abs(spread(day, `${hours}:${minutes}`, 540));
  return wallTime(day, seconds);
}

function later(when: string, minutes: number): string {
  const [day = "", time = ""] = when.split("d ");
  const [hours = 0, mins = 0, seconds = 0] = time.split(":").map(Number);
  return wallTime(Number(day), hours * 3600 + (mins + minutes) * 60 + seconds);
}

function wallTime(day: number, seconds: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const clock = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${(seconds % 60).toFixed(1).padStart(4, "0")}`;
  return `${day > 0 ? "+" : ""}${day === 0 ? "-0" : day}d ${clock.replace("60.0", "59.9")}`;
}

/** Within plus and minus `most`, fixed by the day and what it is for. */
const spread = (day: number, what: string, most: number): number =>
  ((seedOf(`${what} ${day} ${what}`) % 10_007) / 10_007 - 0.5) * 2 * most;

const pick = (day: number, what: string, from: readonly string[]): string =>
  from[seedOf(`${what}${day}`) % from.length] ?? "";
