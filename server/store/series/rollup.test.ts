import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollUpEntity } from "./entity-hour.ts";
import { type Carry, fiveMinutes, HOUR, type Sample } from "./five-minutes.ts";
import { type Facts, factless, kindOf } from "./kind.ts";
import { meanDirection, timeWeightedDirection, timeWeightedMean } from "./mean.ts";
import { meterChange } from "./meter.ts";
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
