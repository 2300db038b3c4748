import { expect, it } from "vitest";
import { backOffMs } from "./back-off.ts";

it.each([
  [0, 250, 500],
  [1, 500, 1_000],
  [3, 2_000, 4_000],
  [50, 10_000, 20_000],
])("waits after %i failures between %i and %i ms", (failures, shortest, longest) => {
  expect(backOffMs(failures, () => 0)).toBe(shortest);
  expect(backOffMs(failures, () => 1)).toBe(longest);
});
