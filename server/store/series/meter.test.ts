import { describe, expect, it } from "vitest";
import type { Facts } from "./kind.ts";
import { meterChange, type Reading } from "./meter.ts";

const facts = (stateClass: string, lastReset: string | null | undefined = null): Facts => ({
  unit: "x",
  stateClass,
  lastReset,
});
const carried = (value: number, more: Partial<Reading> = {}): Reading => ({
  value,
  lastReset: null,
  ...more,
});

describe("a meter's change", () => {
  const increasing = facts("total_increasing");
  const total = (lastReset: string | null | undefined) => facts("total", lastReset);
  it.each([
    [
      "a first reading is the zero point",
      null,
      [
        [100, increasing],
        [103, increasing],
      ],
      3,
    ],
    ["goes on from what was carried in", carried(100), [[103, increasing]], 3],
    [
      "a drop of a tenth is a dip",
      carried(100),
      [
        [90, increasing],
        [101, increasing],
      ],
      1,
    ],
    [
      "a deeper drop is a reset, counted from zero",
      carried(100),
      [
        [104, increasing],
        [3, increasing],
      ],
      7,
    ],
    [
      "a negative number is no reading",
      carried(100),
      [
        [-5, increasing],
        [101, increasing],
      ],
      1,
    ],
    ["a total may fall", carried(100), [[40, total(null)]], -60],
    [
      "a total with a new cycle counts from zero",
      carried(100, { lastReset: "a" }),
      [
        [4, total("b")],
        [6, total("b")],
      ],
      6,
    ],
    ["a total in the same cycle goes on", carried(100, { lastReset: "a" }), [[104, total("a")]], 4],
    [
      "an unknown cycle is not a new one",
      carried(100, { lastReset: undefined }),
      [
        [104, total("a")],
        [2, total("b")],
      ],
      6,
    ],
    ["attributes not told leave the cycle", carried(100, { lastReset: "a" }), [[104, total(undefined)]], 4],
  ] as const)("%s", (_, before, readings, change) =>
    expect(
      meterChange(
        before,
        readings.map(([value, of]) => ({ value, facts: of })),
      ).change,
    ).toBe(change),
  );
});
