import { describe, expect, it } from "vitest";
import { timeWeightedDirection, timeWeightedMean } from "./mean.ts";

describe("the mean of a period weighs each number by how long it held", () => {
  it.each([
    ["carried in and unchanged", [[-900, 7]], 7],
    [
      "carried in, then changed halfway",
      [
        [-900, 0],
        [150, 10],
      ],
      5,
    ],
    ["told late: what came before does not count", [[150, 10]], 10],
    [
      "told late, then changed",
      [
        [100, 10],
        [200, 20],
      ],
      15,
    ],
    [
      "changed at the very end",
      [
        [0, 1],
        [299.999999, 1_000_000],
      ],
      1 + (999_999 * 0.000001) / 300,
    ],
  ])("%s", (_, held, mean) =>
    expect(
      timeWeightedMean(
        held.map(([at, value]) => ({ at: at!, value: value! })),
        { start: 0, end: 300 },
      ),
    ).toBeCloseTo(mean, 9),
  );

  it.each([
    [
      "either side of north",
      [
        [0, 350],
        [150, 10],
      ],
      0,
    ],
    [
      "an unequal share",
      [
        [0, 0],
        [200, 90],
      ],
      26.565051177,
    ],
    ["one only", [[120, 270]], 270],
  ])("of directions: %s", (_, held, mean) => {
    const got = timeWeightedDirection(
      held.map(([at, value]) => ({ at: at!, value: value! })),
      { start: 0, end: 300 },
    ).mean;
    expect(Math.abs(((got - mean + 540) % 360) - 180)).toBeLessThan(1e-6);
  });
});
