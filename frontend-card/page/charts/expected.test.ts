import { expect, it } from "vitest";
import type { Chart } from "#server/store/series/contract.ts";
import { expectedAt, stretches } from "./expected.ts";
import { saidOf } from "./legend.ts";

const HOUR = 3_600_000;
const AT = Date.parse("2026-11-20T12:00:00Z");
const bands = [
  { at: AT, low: 18, high: 20 },
  { at: AT + HOUR, low: 19, high: 21.5 },
];

it("holds what is expected up to the next stretch, and the last one as long as the one before", () => {
  expect(stretches(bands).map(({ at, to }) => [at - AT, to - AT])).toEqual([
    [0, HOUR],
    [HOUR, 2 * HOUR],
  ]);
  expect(expectedAt(bands, AT - 1)).toBeUndefined();
  expect(expectedAt(bands, AT + HOUR - 1)?.low).toBe(18);
  expect(expectedAt(bands, AT + HOUR)?.low).toBe(19);
  expect(expectedAt(bands, AT + 2 * HOUR)).toBeUndefined();
  expect(stretches([])).toEqual([]);
});

it("says of a moment what was, and what would have been usual", () => {
  const point = { at: "2026-11-20T12:00:00Z", mean: 23, min: 23, max: 23, last: 23, change: null, count: 1 };
  const chart = { kind: "measurement", unit: "°C", points: [point], gaps: [], states: null } as unknown as Chart;
  expect(saidOf(chart, AT)).toBe("23 °C");
  expect(saidOf({ ...chart, expected: bands }, AT + HOUR)).toBe("23 °C, expected between 19 and 21.5 °C");
});
