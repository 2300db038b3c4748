import { expect, it } from "vitest";
import { pauseMs } from "./kept-running.ts";

it("pauses ever longer, up to a minute, anywhere below that ceiling", () => {
  const longest = [0, 1, 2, 6, 7, 500].map((misses) => pauseMs(misses, () => 1));
  expect(longest).toEqual([500, 1_000, 2_000, 32_000, 60_000, 60_000]);
  expect(pauseMs(500, () => 0)).toBe(0);
});
