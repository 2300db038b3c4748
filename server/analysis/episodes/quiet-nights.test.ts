import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { middleOfTheNight, nightsOver, sleepAround } from "./quiet-nights.ts";
import { randomFrom } from "./testing-appliances.ts";

const ZONE = "Europe/Berlin";
const at = (day: number, clock: string): number =>
  Temporal.PlainDateTime.from(`2026-03-${String(day).padStart(2, "0")}T${clock}`).toZonedDateTime(ZONE)
    .epochMilliseconds * 1000;

/** People up between two clocks, each quarter of an hour or more often. */
function up(from: number, to: number, seed: number): number[] {
  const random = randomFrom(seed);
  const times: number[] = [];
  for (let now = from; now < to; now += (2 + 12 * random()) * 60e6) times.push(Math.round(now));
  return [...times, to];
}

const days = [22, 23, 24, 25, 26, 27, 28, 29, 30];

it.each([
  ["people who sleep at night", { rises: "06:40", rests: [0, "23:10"] as const, sleeps: [28, 29] }],
  ["people who work at night", { rises: "15:05", rests: [1, "06:10"] as const, sleeps: [29, 29] }],
])("learns the night of %s, and tells it through the change of the clocks", (_, { rises, rests, sleeps }) => {
  const [later, clock] = rests;
  const activity = days.flatMap((day) => up(at(day, rises), at(day + later, clock), day));
  const hour = middleOfTheNight(activity, ZONE);
  const stretch = { from: at(28, "12:00"), to: at(30, "12:00") };
  const found = nightsOver(stretch, hour ?? 0, ZONE).map((middle) => sleepAround(middle, activity));
  expect(found).toContainEqual({ from: at(sleeps[0] ?? 0, clock), to: at(sleeps[1] ?? 0, rises) });
});

it("goes on where somebody was up for a moment, and is over where somebody stayed up", () => {
  const evening = up(at(25, "17:00"), at(25, "23:00"), 1);
  const morning = up(at(26, "06:30"), at(26, "12:00"), 2);
  const moment = [at(26, "02:00"), at(26, "02:04")];
  const middle = at(26, "03:30");
  expect(sleepAround(middle, [...evening, ...moment, ...morning])).toEqual({
    from: at(25, "23:00"),
    to: at(26, "06:30"),
  });
  const awake = up(at(26, "01:30"), at(26, "02:30"), 3);
  expect(sleepAround(middle, [...evening, ...awake, ...morning])).toEqual({
    from: at(26, "02:30"),
    to: at(26, "06:30"),
  });
});

it("is not known where hardly anything was ever seen", () => {
  expect(middleOfTheNight([at(25, "08:00")], ZONE)).toBeUndefined();
});
