import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollUpEntity } from "./entity-hour.ts";
import { type Carry, fiveMinutes, HOUR, type Sample } from "./five-minutes.ts";
import { type Facts, factless, kindOf } from "./kind.ts";
import { meanDirection, timeWeightedDirection, timeWeightedMean } from "./mean.ts";
import { meterChange } from "./meter.ts";
import { numberIn } from "./number-in.ts";
import { combined } from "./rollup.ts";

const SECOND = 1e6;
const facts = (stateClass: string, lastReset: string | null | undefined = null): Facts => ({
  unit: "x",
  stateClass,
  lastReset,
});
const told = (seconds: number, value: number | null, of = facts("measurement")): Sample => ({
  at: seconds * SECOND,
  value,
  facts: of,
});
const carried = (value: number, more: Partial<Carry> = {}): Carry => ({
  value,
  isHeld: true,
  lastReset: null,
  ...more,
});

describe("a state is a number where Python says so", () => {
  it.each([
    ["21.5", 21.5],
    ["-3", -3],
    [" +.5 ", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1_000", 1000],
    ["unavailable", null],
    ["unknown", null],
    ["", null],
    ["nan", null],
    ["inf", null],
    ["1e999", null],
    ["0x10", null],
    ["1,5", null],
    [null, null],
  ])("%j is %j", (state, value) => expect(numberIn(state)).toBe(value));
});

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

describe("an hour in twelve", () => {
  it("holds a number through unavailable to the end of its five minutes, and no further", () => {
    const { slots, carry } = fiveMinutes("measurement", [told(400, null), told(1000, 5)], { carry: carried(3) });
    expect(slots.map((slot) => slot?.mean ?? null).slice(0, 5)).toEqual([3, 3, null, 5, 5]);
    expect(carry).toMatchObject({ value: 5, isHeld: true });
  });
  it("ends where the present does", () => {
    const { slots } = fiveMinutes("measurement", [told(30, 4)], { carry: carried(2), until: 60 * SECOND });
    expect(slots.filter((slot) => slot !== null)).toEqual([
      { count: 1, mean: 3, weight: null, min: 2, max: 4, last: 4, change: null },
    ]);
  });
  it("is two series where the unit changes", () => {
    const samples = [told(0, 1500, { ...factless, unit: "W" }), told(1800, 1.5, { ...factless, unit: "kW" })];
    const measures = rollUpEntity({ samples, carried: [] });
    expect(measures.map(({ measure, hour, carry }) => [measure.unit, hour.mean, carry.isHeld])).toEqual([
      ["W", 1500, false],
      ["kW", 1.5, true],
    ]);
  });
});

describe("parts come to the whole", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });
  const seconds = fc.integer({ min: 0, max: 3599 });
  const samples = (of: Facts, number = value) =>
    fc
      .uniqueArray(fc.tuple(seconds, number), { selector: ([at]) => at, maxLength: 40 })
      .map((all) => all.sort(([a], [b]) => a - b).map(([at, it]) => told(at, it, of)));

  it("mean, extremes, count and last of twelve parts are those of the hour", () =>
    fc.assert(
      fc.property(samples(facts("measurement")), value, (all, into) => {
        const { slots } = fiveMinutes("measurement", all, { carry: carried(into) });
        const hour = combined(slots.filter((slot) => slot !== null));
        const held = [{ at: 0, value: into }, ...all.map(({ at, value }) => ({ at, value: value ?? 0 }))];
        const values = held.map((it) => it.value);
        expect(hour.mean).toBeCloseTo(timeWeightedMean(held, { start: 0, end: HOUR }), 4);
        expect(hour).toMatchObject({
          count: all.length,
          min: Math.min(...values),
          max: Math.max(...values),
          last: values.at(-1),
        });
      }),
    ));

  it("directions combine as if they were one period", () =>
    fc.assert(
      fc.property(samples(facts("measurement_angle"), fc.double({ min: 0, max: 359, noNaN: true })), (all) => {
        const { slots } = fiveMinutes("angle", all, { carry: carried(90) });
        const parts = slots.flatMap((slot) =>
          slot?.mean == null ? [] : { mean: slot.mean, weight: slot.weight ?? 0 },
        );
        const held = [{ at: 0, value: 90 }, ...all.map(({ at, value }) => ({ at, value: value ?? 0 }))];
        const whole = timeWeightedDirection(held, { start: 0, end: HOUR });
        expect(meanDirection(parts).weight).toBeCloseTo(whole.weight / SECOND, 4);
      }),
    ));

  it.each(["total", "total_increasing"])("the change of a %s is the same however it is cut", (stateClass) =>
    fc.assert(
      fc.property(samples(facts(stateClass), fc.nat(1000)), fc.nat(1000), (all, into) => {
        const { slots } = fiveMinutes(kindOf(facts(stateClass)), all, { carry: carried(into) });
        const readings = all.map(({ value, facts: of }) => ({ value: value ?? 0, facts: of }));
        const whole = meterChange(carried(into), readings).change;
        expect(combined(slots.filter((slot) => slot !== null)).change).toBe(whole);
      }),
    ),
  );
});
