import { describe, expect, it } from "vitest";
import { type ActiveHour, forgiveQuiet, judgeActivity, noActivity } from "./activity.ts";
import { packDetector } from "./packed-detector.ts";

/** By day four times an hour, more or less, at night never; `change` what it becomes. */
function lived(days: number, change: (count: number, hour: number) => Partial<ActiveHour> = () => ({})) {
  const activity = noActivity();
  const told = new Map<string, number>(); // the first hour of each kind
  for (let hour = 0; hour < days * 24; hour++) {
    const day = hour % 24;
    const count = day < 7 || day > 22 ? 0 : 2 + ((hour * 7919) % 5);
    for (const { kind } of judgeActivity(activity, { hour, count, ...change(count, hour) }))
      if (!told.has(kind)) told.set(kind, hour);
  }
  return { activity, told };
}
const from = 40 * 24;

describe("activity", () => {
  it("is nothing to tell of as long as it is as ever", () => {
    expect(lived(90).told).toEqual(new Map());
  });

  it("is told where it is far more, far less, or at hours when there never is any", () => {
    const more = lived(50, (count, hour) => ({ count: hour >= from ? count * 4 : count }));
    expect([...more.told.keys()]).toContain("much");
    const none = lived(50, (count, hour) => ({ count: hour >= from ? 0 : count }));
    expect([...none.told.keys()]).toEqual(["little"]);
    expect((none.told.get("little") ?? 0) - from).toBeLessThan(48);
    const nightly = lived(50, (count, hour) => ({ count: hour >= from && hour % 24 < 5 ? 3 : count }));
    expect([...nightly.told.keys()]).toEqual(["odd hours"]);
  });

  it("is not told in the first four weeks, nor while nobody is there or nobody listens", () => {
    expect(lived(28, (count, hour) => ({ count: hour >= 20 * 24 ? 0 : count })).told).toEqual(new Map());
    expect(lived(60, (_, hour) => (hour >= from ? { count: 0, isExplained: true } : {})).told).toEqual(new Map());
  });

  it("takes a new habit for usual after some days", () => {
    const { activity } = lived(90, (count, hour) => ({ count: hour >= from ? count * 4 : count }));
    expect(judgeActivity(activity, { hour: 90 * 24 + 12, count: 16 })).toEqual([]);
  });

  it("is told of a few times at night where they come again the next one", () => {
    const nightly = (nights: number) =>
      lived(50, (count, hour) => ({ count: hour >= from && hour < from + nights * 24 && hour % 24 < 3 ? 2 : count }));
    expect([...nightly(1).told.keys()]).toEqual([]);
    expect([...nightly(2).told.keys()]).toEqual(["odd hours"]);
  });

  it("is owed by nothing where nothing else has moved for a day either", () => {
    const still = () => lived(50, (count, hour) => ({ count: hour >= from ? 0 : count })).activity;
    const [one, other, usual] = [still(), still(), lived(50).activity];
    forgiveQuiet([one, usual], 50 * 24 - 1);
    expect(one.owed).toBeGreaterThan(10);
    forgiveQuiet([one, other], 50 * 24 - 1);
    expect([one.owed, other.owed]).toEqual([0, 0]);
  });

  it("is remembered in less than a kilobyte", () => {
    expect(packDetector(lived(40).activity).length).toBeLessThan(1000);
  });
});
