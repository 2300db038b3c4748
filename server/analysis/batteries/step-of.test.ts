import { expect, it } from "vitest";
import { stepOf } from "./step-of.ts";

const falling = (step: number, to = 0) =>
  Array.from({ length: Math.floor((100 - to) / step) + 1 }, (_, i) => Math.round(100 - step * i));

it.each([1, 2, 5, 10, 20, 25, 50])("finds steps of %i %", (step) => {
  expect(stepOf(falling(step))).toBe(step);
});

it.each([
  ["two levels that many steps share", [100, 90]],
  ["nothing but full", [100, 100, 100]],
  ["nothing", []],
  ["three levels of one per cent, as noise has them", [100, 99, 98]],
])("says nothing of %s", (_, levels) => {
  expect(stepOf(levels)).toBeUndefined();
});

it("takes thirds for what they are, and halves told by two levels", () => {
  expect(stepOf([100, 67, 33, 0])).toBe(33);
  expect(stepOf([100, 50])).toBe(50);
});
