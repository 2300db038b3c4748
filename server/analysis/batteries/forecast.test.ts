import { describe, expect, it } from "vitest";
import { cellsIn, wholeLives } from "./cells-in.ts";
import { type Forecast, forecast } from "./forecast.ts";
import { EMPTY_PERCENT, type Reading } from "./reading.ts";
import { type Cell, type Chemistry, chemistries, randomFrom, readingsOf } from "./testing.ts";

const steady = (days: number, from: number, to: number): Reading[] =>
  Array.from({ length: days + 1 }, (_, day) => ({ day, percent: from + ((to - from) * day) / days }));

it("carries a straight line on", () => {
  expect(forecast(steady(60, 100, 40), 60)).toMatchObject({ since: 0, percent: 40 });
});

it.each([
  ["too short", steady(10, 100, 60), 10],
  ["holds", steady(60, 100, 99), 60],
  ["holds", steady(60, 80, 90), 60],
  ["empty", steady(60, 100, 2), 60],
  ["recharged", Array.from({ length: 90 }, (_, day) => ({ day, percent: 100 - 8 * (day % 10) })), 89],
  ["too short", [], 0],
] as const)("says that it is %s", (why, readings, today) => {
  expect(forecast(readings, today)).toBe(why);
});

it("begins anew when the battery was replaced", () => {
  const old = steady(30, 40, 10);
  const fresh = steady(40, 100, 60).map(({ day, percent }) => ({ day: day + 31, percent }));
  expect(forecast([...old, ...fresh], 71)).toMatchObject({ since: 31 });
});

it("is not moved by single wrong readings", () => {
  const true_ = forecast(steady(60, 100, 40), 60) as Forecast;
  const wrong = steady(60, 100, 40).map((it) => (it.day % 20 === 10 ? { ...it, percent: 0 } : it));
  expect(Math.abs((forecast(wrong, 60) as Forecast).day - true_.day)).toBeLessThan(true_.day * 0.1);
});

/** Holds at full for most of its life, then drops; told in halves, so that nothing is seen of it until it is nearly over. */
const halves = (from: number, life: number, until = life): Reading[] =>
  Array.from({ length: until }, (_, i) => ({ day: from + i, percent: i < 0.9 * life ? 100 : i < life - 1 ? 50 : 0 }));

it("expects a cell to last as long as the one before it in the same device, even while it tells nothing yet", () => {
  expect(forecast(halves(0, 200, 120), 119)).toBe("holds");
  const found = forecast([...halves(0, 200), ...halves(200, 200, 120)], 319) as Forecast;
  expect(Math.abs(found.day - 400)).toBeLessThan(40);
  expect(found.earliest).toBeLessThan(400);
  expect(found.latest).toBeGreaterThan(400);
});

it("learns from cells in other devices of its model, where it has none of its own", () => {
  const lives = wholeLives(
    cellsIn([...steady(180, 100, 0), ...steady(9, 100, 99).map((it) => ({ ...it, day: it.day + 181 }))])!,
  );
  const coarse = (days: number) =>
    steady(days, 100, 100 - days / 1.8).map((it) => ({ ...it, percent: 20 * Math.round(it.percent / 20) }));
  const alone = forecast(coarse(40), 40) as Forecast;
  const known = forecast(coarse(40), 40, { lives }) as Forecast;
  expect(Math.abs(known.day - 175)).toBeLessThan(Math.abs(alone.day - 175));
  expect(known.latest - known.earliest).toBeLessThan(alone.latest - alone.earliest);
});

describe("over cells of all kinds, a month and a quarter before they die", () => {
  const random = randomFrom(7);
  const cells = Array.from({ length: 240 }, (_, i): Cell => {
    const kinds = Object.keys(chemistries) as Chemistry[];
    const steps = [1, 1, 2, 5, 10];
    return {
      chemistry: kinds[i % kinds.length] ?? "linear",
      life: Math.round(120 + 600 * random()),
      step: steps[i % steps.length] ?? 1,
      noise: 1 + 2 * random(),
    };
  });
  const emptyAt = ({ chemistry, life }: Cell) =>
    Array.from({ length: life + 1 }, (_, day) => day).find(
      (day) => chemistries[chemistry](day / life) <= EMPTY_PERCENT,
    ) ?? life;

  function judged(ahead: number) {
    const seen = cells.flatMap((cell) => {
      const [truth, all] = [emptyAt(cell), readingsOf(cell, random)];
      const today = truth - ahead;
      const known = all.slice(0, today + 1);
      const ours = forecast(known, today);
      if (typeof ours === "string") return [];
      const [last, month] = [known.at(-1)!, known.at(-31) ?? known[0]!];
      const slope = (last.percent - month.percent) / (last.day - month.day);
      const theirs = slope < 0 ? last.day + (last.percent - EMPTY_PERCENT) / -slope : last.day + 730;
      return [
        {
          ours: Math.abs(ours.day - truth),
          theirs: Math.abs(theirs - truth),
          isWithin: truth >= ours.earliest && truth <= ours.latest,
        },
      ];
    });
    const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
    return {
      share: seen.length / cells.length,
      ours: median(seen.map(({ ours }) => ours)),
      theirs: median(seen.map(({ theirs }) => theirs)),
      within: seen.filter(({ isWithin }) => isWithin).length / seen.length,
    };
  }

  it.each([30, 90])("%i days before, it is nearer than the slope of the last month", (ahead) => {
    const { share, ours, theirs, within } = judged(ahead);
    expect(share).toBeGreaterThan(0.9);
    expect(ours).toBeLessThan(theirs);
    expect(within).toBeGreaterThan(0.6);
  });
});
