import { describe, expect, it } from "vitest";
import type { Said } from "./detector.ts";
import { judge, newDetector, type Reading } from "./detector.ts";
import { daysOf } from "./testing.ts";

const DAY = 86_400_000;
const BEGINS = 28;

/** What was said first of each kind, and the day on which it was. */
function saidOf(readings: readonly Reading[]): (Said & { day: number })[] {
  const detector = newDetector();
  const said = new Map<string, Said & { day: number }>();
  for (const reading of readings)
    for (const one of judge(detector, reading).sustained)
      if (!said.has(one.kind)) said.set(one.kind, { ...one, day: reading.at / DAY });
  return [...said.values()];
}
const since = (fault: (value: number, day: number) => number) =>
  daysOf({ days: BEGINS + 8, fault: (value, day) => (day >= BEGINS ? fault(value, day - BEGINS) : value) });

describe("what is sustained", () => {
  it("is nothing in a room as ever", () => {
    expect(saidOf(daysOf({ days: 60 }))).toEqual([]);
  });

  it.each([
    ["level", (value: number) => value + 4, 1],
    ["noise", (value: number, day: number) => value + (Math.round(day * 144) % 2 ? 2 : -2), 1],
    ["stuck", () => 20.5, 2],
    ["drift", (value: number, day: number) => value + day * 0.4, 7],
    ["spike", (value: number, day: number) => (day === 1 ? 85 : value), 1.1],
  ])("is a fault of the kind %s, soon, and with its evidence", (kind, fault, within) => {
    const said = saidOf(since(fault));
    const [first] = said.filter((one) => one.kind === kind);
    expect(first?.day).toBeGreaterThan(BEGINS);
    expect(first?.day).toBeLessThan(BEGINS + within);
    expect((first?.since ?? 0) / DAY).toBeGreaterThan(BEGINS - 0.1);
    expect(first?.beyond).toBeGreaterThan(1);
    expect(said.every(({ day }) => day >= BEGINS)).toBe(true);
  });

  it("says what was expected and what was seen", () => {
    const [level] = saidOf(since((value) => value + 4));
    expect(level?.seen).toBeGreaterThan((level?.expected ?? 0) + 2.5);
    expect(level?.expected).toBeGreaterThan(18);
    expect(level?.expected).toBeLessThan(23.5);
    const [spike] = saidOf(since((value, day) => (day === 1 ? 85 : value)));
    expect(spike).toMatchObject({ kind: "spike", seen: 85 });
  });

  it("is over when it is as ever again", () => {
    const detector = newDetector();
    const days = daysOf({ days: 60, fault: (value, day) => (day >= 28 && day < 30 ? value + 4 : value) });
    const last = days.map((one) => judge(detector, one).sustained.length).at(-1);
    expect(last).toBe(0);
  });

  it("is no shift whose cause is known", () => {
    const away = since((value) => value - 4).map((one) => ({ ...one, isExplained: one.at >= BEGINS * DAY }));
    expect(saidOf(away)).toEqual([]);
  });

  it("is nothing where a counter begins anew, and a counter that stands still is stuck", () => {
    let count = 900;
    const counter = (stands: boolean) =>
      daysOf({ days: 40 }).map(({ at, value }) => {
        if (at === 31 * DAY) count = 0;
        if (!stands || at < 33 * DAY) count += value / 100;
        return { at, value: Math.round(count * 100) / 100, isCounter: true };
      });
    expect(saidOf(counter(false))).toEqual([]);
    expect(saidOf(counter(true)).map(({ kind }) => kind)).toContain("stuck");
  });

  it("knows gaps, clocks that change and times that come twice from a fault", () => {
    const usual = daysOf({ days: 60 });
    const gaps = usual.filter(({ at }) => at % (9 * DAY) > 0.6 * DAY);
    const unavailable = usual.map((one) => (one.at % (5 * DAY) < 0.1 * DAY ? { ...one, value: Number.NaN } : one));
    const summer = usual.map((one) => ({ ...one, at: one.at - (one.at > 40 * DAY ? 3_600_000 : 0) }));
    const clocks = summer.map((one) => ({ ...one, offset: one.at > 40 * DAY - 3_600_000 ? 3_600_000 : 0 }));
    const twice = usual.flatMap((one) => [one, one]);
    expect([gaps, unavailable, clocks, twice].map(saidOf)).toEqual([[], [], [], []]);
  });
});
