import { expect, it } from "vitest";
import { cellsIn, wholeLives } from "./cells-in.ts";
import type { Reading } from "./reading.ts";

const falling = (from: number, days: number, to: number, start = 100): Reading[] =>
  Array.from({ length: days + 1 }, (_, i) => ({ day: from + i, percent: start - ((start - to) * i) / days }));

it("sees where a cell was replaced, and how long those before it lasted", () => {
  const cells = cellsIn([...falling(0, 100, 2), ...falling(101, 80, 5), ...falling(182, 30, 70)]) ?? [];
  expect(cells.map(({ readings, isBeginningKnown }) => [readings[0]?.day, isBeginningKnown])).toEqual([
    [0, false],
    [101, true],
    [182, true],
  ]);
  expect(wholeLives(cells).map(({ days }) => days)).toEqual([100, 81]); // the first said so itself a day before it was over
});

it("counts no life of which the beginning was not seen, nor one that somebody ended early", () => {
  expect(wholeLives(cellsIn([...falling(0, 60, 2, 70), ...falling(61, 30, 70)]) ?? [])).toEqual([]);
  expect(wholeLives(cellsIn([...falling(0, 60, 40), ...falling(61, 30, 70)]) ?? [])).toEqual([]);
});

it("tells that something is charged again and again", () => {
  const charges = Array.from({ length: 6 }, (_, i) => falling(i * 21, 20, 50)).flat();
  expect(cellsIn(charges)).toBeUndefined();
});
