import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Detector, judge, newDetector, type Reading } from "./detector.ts";
import { packDetector, unpackDetector } from "./packed-detector.ts";
import { daysOf } from "./testing.ts";

const HOUR = 3_600_000;

/** Anything that a device may say, in any order of time. */
const readings: fc.Arbitrary<Reading[]> = fc.array(
  fc.record({
    at: fc.oneof(fc.integer({ min: -1e6, max: 1e9 }), fc.double(), fc.constant(1e8)),
    offset: fc.constantFrom(0, HOUR, -9.5 * HOUR),
    value: fc.oneof(fc.double(), fc.integer({ min: -5, max: 5 }), fc.constantFrom(Number.NaN, 1e300, -1e300, 0)),
    isCounter: fc.boolean(),
    isExplained: fc.boolean(),
  }),
  { maxLength: 300 },
);
/** The same with times that go on, over weeks, so that everything is learned and said. */
const longReadings = fc
  .array(fc.record({ wait: fc.integer({ min: 0, max: 5 * HOUR }), value: fc.integer({ min: 0, max: 30 }) }), {
    minLength: 400,
    maxLength: 1200,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(({ wait, value }): Reading => {
      at += wait;
      return { at, value };
    });
  });
const judgedAll = (all: readonly Reading[], of: Detector = newDetector()) => all.map((one) => judge(of, one));

describe("a detector of anomalies", () => {
  it("scores between nought and one, whatever a device says", () => {
    fc.assert(
      fc.property(fc.oneof(readings, longReadings), (all) => {
        for (const { score, sustained } of judgedAll(all)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          for (const { beyond, expected, seen } of sustained)
            expect([beyond, expected, seen].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("judges a reading by those before it only", () => {
    fc.assert(
      fc.property(fc.oneof(readings, longReadings), fc.nat(300), (all, end) => {
        expect(judgedAll(all.slice(0, end))).toEqual(judgedAll(all).slice(0, end));
      }),
      { numRuns: 40 },
    );
  });

  it("goes on from what was packed as if nothing had been", () => {
    fc.assert(
      fc.property(fc.oneof(readings, longReadings), fc.nat(1200), (all, middle) => {
        const before = newDetector();
        judgedAll(all.slice(0, middle), before);
        const after = judgedAll(all.slice(middle), unpackDetector(packDetector(before), newDetector()));
        expect(after).toEqual(judgedAll(all).slice(middle));
      }),
      { numRuns: 40 },
    );
  });

  it("remembers as much of a thousand readings as of none, in two kilobytes", () => {
    const detector = newDetector();
    const empty = packDetector(detector).length;
    expect(empty).toBeLessThanOrEqual(2048);
    fc.assert(
      fc.property(longReadings, (all) => {
        judgedAll(all, detector);
        expect(packDetector(detector).length).toBe(empty);
      }),
      { numRuns: 10 },
    );
  });

  it("learns anew where what was packed is of another form", () => {
    expect(unpackDetector(Uint8Array.of(0, 1, 2), newDetector())).toEqual(newDetector());
  });

  it("takes no notice of the unit", () => {
    const days = daysOf({ days: 30, fault: (value, day) => (day > 25 ? value + 9 : value) });
    const other = days.map((one) => ({ ...one, value: one.value * 1024 }));
    expect(judgedAll(other).map(({ score }) => score)).toEqual(judgedAll(days).map(({ score }) => score));
  });

  it("says nothing about what never changes, and at once that it did", () => {
    const flat = Array.from({ length: 2000 }, (_, i) => ({ at: i * 300_000, value: 45 }));
    expect(Math.max(...judgedAll(flat).map(({ score }) => score))).toBe(0);
    const scores = judgedAll([...flat, { at: 2000 * 300_000, value: 46 }]).map(({ score }) => score);
    expect(scores.at(-1)).toBeGreaterThan(0.5);
  });

  it("alarms when something begins, and no more when it has gone on for a day", () => {
    const days = daysOf({ days: 12, fault: (value, day) => (day >= 10 ? value + 15 : value) });
    const alarms = judgedAll(days).flatMap(({ score }, i) => (score >= 0.5 ? [(days[i]?.at ?? 0) / (24 * HOUR)] : []));
    expect(alarms.filter((day) => day > 3 && day < 10)).toEqual([]); // the first days are learned
    const later = alarms.filter((day) => day >= 10);
    expect(later[0]).toBe(10);
    expect(later.length).toBeLessThanOrEqual(2);
  });
});
