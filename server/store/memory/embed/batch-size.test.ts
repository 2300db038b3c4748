import { expect, it } from "vitest";
import { MOST_AT_ONCE, nextSize } from "./batch-size.ts";

it.each([
  ["stays at the most where that is quick", MOST_AT_ONCE, 200, MOST_AT_ONCE],
  ["takes fewer at once after so many took ten seconds", 250, 10_000, 13],
  ["grows again slowly where they are quick", 13, 20, 26],
  ["never stops", 10, 60_000, 10],
])("%s", (_, size, tookMs, next) => {
  expect(nextSize(size, tookMs)).toBe(next);
});
