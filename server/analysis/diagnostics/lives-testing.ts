import type { Thing } from "./house-now.ts";
import type { Span } from "./switched-off-testing.ts";

const PAST_DAYS = 120;

export interface Life {
  readonly entity: string;
  readonly parts?: Partial<Thing>;
  /** When it is out of reach, in days since its start; sorted. */
  readonly away?: readonly Span[];
  /** When it is there and says nothing; it reports each so many seconds else. */
  readonly silent?: readonly Span[];
  readonly everySeconds?: number;
  /** When nobody is at home. */
  readonly holiday?: Span;
}

const days = Array.from({ length: PAST_DAYS + 1 }, (_, day) => day);
/** A little otherwise each time, and the same in each run. */
const wobble = (n: number, size: number) => size * Math.sin(n * 12.9898) * Math.cos(n * 78.233);
const each = (every: number, from: number, to: number, size = 0): Span[] =>
  days
    .filter((day) => day % every === 0)
    .map((day) => [day + from + wobble(day, size), day + to + wobble(day + 7, size)]);
const weekdaysOff: Span[] = days.filter((day) => day % 7 === 0).map((day) => [day + 0.3, day + 5.7]);
const hiccups: Span[] = days.flatMap((day) =>
  [0.1, 0.3, 0.55, 0.61].map((at): Span => [day + at + wobble(day, 0.02), day + at + 0.005 + wobble(day, 0.02)]),
);
const together = (...all: (readonly Span[])[]): Span[] => all.flat().sort(([one], [other]) => one - other);
const outside = (season: Span, off: readonly Span[]): Span[] =>
  off.filter(([from]) => from < season[0] || from > season[1]);
const nights = each(1, 0.7, 1.3, 0.03);

/** For tests: what is switched off, put away or taken along, as its days go. */
export const QUIET: Record<string, Life> = {
  "a printer that is on for an hour a day": {
    entity: "sensor.printer",
    parts: { platform: "ipp" },
    away: each(1, 0.42, 1.38, 0.02),
  },
  "a printer that is on once a month": {
    entity: "sensor.printer",
    parts: { platform: "ipp" },
    away: each(30, 0.1, 29.9),
  },
  "a printer of an unknown kind, on once a week": { entity: "sensor.printer", away: each(7, 0.1, 6.95) },
  "a television that is cut off at night": { entity: "media_player.tv", away: each(1, 0.95, 1.75, 0.05) },
  "a television that is cut off at night and for a holiday": {
    entity: "media_player.tv",
    away: together(outside([90, 103], each(1, 0.95, 1.75, 0.05)), [[90.95, 104.8]]),
    holiday: [90.9, 104.6],
  },
  "a player that is on at weekends": { entity: "media_player.garage", away: weekdaysOff },
  "a player of a name that nobody knows, on at weekends": { entity: "sensor.player_state", away: weekdaysOff },
  "a bulb behind a wall switch": { entity: "light.bulb", away: each(1, 0.95, 1.7, 0.08) },
  "a bulb that is cut off by the wall switch for most of the week": { entity: "light.bulb", away: weekdaysOff },
  "a bulb with a bad radio that is cut off at night": {
    entity: "light.bulb",
    away: together(hiccups, each(1, 0.93, 1.08)),
  },
  "a bulb that is cut off at the wall for the first time": { entity: "light.bulb", away: [[110.5, 111.2]] },
  "an inverter that sleeps at night": { entity: "sensor.inverter", parts: { unit: "W" }, away: nights },
  "an inverter whose network stumbles by day": {
    entity: "sensor.inverter",
    parts: { unit: "W" },
    away: together(
      hiccups.filter(([from]) => from % 1 > 0.35 && from % 1 < 0.65),
      nights,
    ),
  },
  "an inverter whose nights grow longer": {
    entity: "sensor.inverter",
    away: days.map((day): Span => [day + 0.75 - day * 0.0012, day + 1.25 + day * 0.0012]),
  },
  "a car that comes home in the evening": {
    entity: "sensor.car_range",
    parts: { platform: "tesla_fleet" },
    away: days.filter((day) => day % 7 < 5).map((day): Span => [day + 0.33, day + 0.74 + wobble(day, 0.05)]),
  },
  "a car that is away for its holiday": {
    entity: "device_tracker.car",
    away: together(
      outside(
        [95, 109],
        days.map((day): Span => [day + 0.33, day + 0.72]),
      ),
      [[95.3, 109.5]],
    ),
    holiday: [95.3, 109.4],
  },
  "a phone that leaves each day": {
    entity: "sensor.phone_battery",
    parts: { platform: "mobile_app" },
    away: each(1, 0.35, 0.7, 0.1),
  },
  "a phone of a guest who comes at weekends": { entity: "device_tracker.guest", away: weekdaysOff },
  "a games console that is used twice a month": { entity: "media_player.console", away: each(15, 0.2, 14.9) },
  "a pool pump that has rested for a season before": {
    entity: "switch.pump",
    away: [
      [5, 50],
      [90, 121],
    ],
  },
  "lights of a feast that were put away before": {
    entity: "switch.lights",
    away: [
      [2, 60],
      [88, 121],
    ],
  },
  "a sensor of the garden that was taken in before": {
    entity: "sensor.garden",
    away: [
      [1, 45],
      [100, 121],
    ],
  },
  "a heater in a cellar that is plugged in at weekends": { entity: "switch.heater", away: weekdaysOff },
  "a computer that is off at night and at weekends": {
    entity: "sensor.computer_load",
    away: together(
      days.filter((day) => day % 7 < 4).map((day): Span => [day + 0.75, day + 1.3]),
      days.filter((day) => day % 7 === 4).map((day): Span => [day + 0.75, day + 3.3]),
    ),
  },
  "a coffee machine on a switched socket": {
    entity: "sensor.coffee_power",
    parts: { unit: "W" },
    away: each(1, 0.4, 1.25, 0.04),
  },
  "a workshop that is cut off by its main switch": { entity: "switch.saw", away: each(3, 0.3, 2.8, 0.1) },
  "a socket of a holiday flat": { entity: "switch.flat", away: each(20, 2, 19) },
  "a door that is not opened for a week": {
    entity: "binary_sensor.door",
    parts: { device_class: "door", state: "off" },
    everySeconds: 20_000,
    silent: [[105, 113]],
  },
  "a remote that lies about": { entity: "event.remote", everySeconds: 9_000, silent: [[100, 121]] },
  "a player that reports only while it plays": {
    entity: "media_player.radio",
    everySeconds: 60,
    silent: [
      [101, 104],
      [110, 114],
    ],
  },
  "a lamp that reports when it is used": { entity: "light.lamp", everySeconds: 7_000, silent: [[100, 109]] },
  "a motion sensor of an empty house": {
    entity: "binary_sensor.motion",
    parts: { device_class: "motion", state: "off" },
    everySeconds: 600,
    silent: [[95, 109]],
    holiday: [95, 109],
  },
  "a meter that rests at night": {
    entity: "sensor.sun_power",
    parts: { unit: "W" },
    everySeconds: 60,
    silent: each(1, 0.75, 1.25, 0.02),
  },
};

/** For tests: what dies beside it, and within how many days that has to be said. */
export const DYING: Record<string, Life & { withinDays: number }> = {
  "a plug that never went": { entity: "switch.plug", away: [[100, 121]], withinDays: 0.5 },
  "a thermometer that never went": {
    entity: "sensor.warm",
    parts: { unit: "°C" },
    away: [[100, 121]],
    withinDays: 0.5,
  },
  "a bulb that never went": { entity: "light.bulb", away: [[100, 121]], withinDays: 1.5 },
  "a camera that never went": { entity: "camera.door", away: [[100, 121]], withinDays: 1.5 },
  "a plug with a bad radio": {
    entity: "switch.plug",
    away: together(
      hiccups.filter(([from]) => from < 99),
      [[100, 121]],
    ),
    withinDays: 0.5,
  },
  "an inverter that does not wake": {
    entity: "sensor.inverter",
    away: together(
      nights.filter(([from]) => from < 99),
      [[99.7, 121]],
    ),
    withinDays: 3,
  },
  "a bulb behind a wall switch that does not come back": {
    entity: "light.bulb",
    away: together(
      each(1, 0.95, 1.7).filter(([from]) => from < 98),
      [[98.95, 121]],
    ),
    withinDays: 4,
  },
  "a television that is dead": {
    entity: "media_player.tv",
    away: together(
      each(1, 0.95, 1.75).filter(([from]) => from < 98),
      [[98.95, 121]],
    ),
    withinDays: 4,
  },
  "a car that does not come back": {
    entity: "sensor.car",
    away: together(
      days.filter((day) => day < 98).map((day): Span => [day + 0.33, day + 0.74]),
      [[98.33, 121]],
    ),
    withinDays: 4,
  },
  "a thermometer that stopped": {
    entity: "sensor.warm",
    parts: { unit: "°C" },
    everySeconds: 300,
    silent: [[100, 121]],
    withinDays: 1,
  },
  "a meter that rests at night and stopped": {
    entity: "sensor.sun_power",
    parts: { unit: "W" },
    everySeconds: 60,
    silent: together(
      each(1, 0.75, 1.25).filter(([from]) => from < 99),
      [[99.75, 121]],
    ),
    withinDays: 3,
  },
  "a plug that reports by the clock and stopped": {
    entity: "switch.plug",
    everySeconds: 60,
    silent: [[100, 121]],
    withinDays: 1,
  },
  "a lamp that flaps": {
    entity: "light.lamp",
    away: together(
      [],
      days
        .filter((day) => day >= 105)
        .flatMap((day) => Array.from({ length: 20 }, (_, n): Span => [day + n / 20, day + n / 20 + 0.01])),
    ),
    withinDays: 5,
  },
};
