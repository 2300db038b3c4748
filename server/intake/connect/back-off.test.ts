import { describe, expect, it } from "vitest";
import { type Cause, pauseMs, startPatience } from "./back-off.ts";

const MINUTE = 60_000;
const always = (value: number) => () => value;

describe("the pause before the next attempt", () => {
  it.each<[Cause, number, number, number]>([
    ["silence", 0, 0, 1_000],
    ["silence", 2, 0, 4_000],
    ["silence", 3, 0, 8_000],
    ["silence", 5_000, 0, 8_000],
    ["strangeness", 5, 0, 32_000],
    ["strangeness", 5_000, 0, MINUTE],
    ["ban", 0, 4 * MINUTE, 6 * MINUTE],
    ["token", 0, 27 * MINUTE, 39 * MINUTE],
    ["token", 1, 54 * MINUTE, 78 * MINUTE],
    ["token", 5_000, 0.9 * 24 * 60 * MINUTE, 1.3 * 24 * 60 * MINUTE],
  ])("after %s and %i misses is between %i and %i ms", (cause, misses, least, most) => {
    expect(pauseMs(cause, misses, always(0))).toBeCloseTo(least);
    expect(pauseMs(cause, misses, always(1))).toBeCloseTo(most);
  });

  it("spreads twenty clients that lost the same home", () => {
    const pauses = Array.from({ length: 20 }, () => pauseMs("silence", 3)).sort((a, b) => a - b);
    const together = Math.max(...pauses.map((from) => pauses.filter((at) => at >= from && at < from + 250).length));
    expect(pauses.at(-1)! - pauses[0]!).toBeGreaterThan(3_000);
    expect(together).toBeLessThan(8);
  });

  it("starts anew after a good minute, and keeps an hour of silence apart from one strange answer", () => {
    const patience = startPatience(always(1));
    for (let miss = 0; miss < 20; miss++) patience.miss("silence");
    expect(patience.miss("strangeness")).toBe(1_000);
    expect(patience.miss("silence")).toBe(8_000);
    patience.arrived();
    expect(patience.miss("strangeness")).toBe(1_000);
    expect(patience.miss("silence")).toBe(8_000);
    patience.held();
    expect(patience.miss("silence")).toBe(1_000);
  });
});
