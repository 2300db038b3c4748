import { expect, it } from "vitest";
import { lastWeek, type Used } from "./last-week.ts";

const day = (n: number, parts: Partial<Used["days"][number]> = {}) => ({
  ...{ day: `2026-11-${String(n).padStart(2, "0")}`, hours: 1, times: 2, amount: null, known_hours: 24 },
  ...parts,
});
const days = (count: number) => Array.from({ length: count }, (_, n) => day(n + 1));

it("sums the last seven days and no others", () => {
  expect(lastWeek({ days: days(28) })).toEqual({ hours: 7, times: 14, amount: null, knownDays: undefined });
});

it("takes what is not known for nothing, and says of how much it knows", () => {
  const unknown = { hours: null, times: null, known_hours: 0 };
  const some = [...days(3).map((it) => ({ ...it, ...unknown })), day(4), day(5), day(6), day(7, { known_hours: 6 })];
  expect(lastWeek({ days: some })).toEqual({ hours: 4, times: 8, amount: null, knownDays: 3.3 });
  expect(lastWeek({ days: days(7).map((it) => ({ ...it, ...unknown })) })).toBeUndefined();
});

it("does not hold against today that it is not over", () => {
  expect(lastWeek({ days: [...days(6), day(7, { known_hours: 0.5 })] })?.knownDays).toBeUndefined();
});
