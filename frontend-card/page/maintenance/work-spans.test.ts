import { expect, it } from "vitest";
import { backInAWeek, inHours, tomorrow } from "./work-spans.ts";

const LATE = new Date(2026, 9, 24, 23, 30).getTime(); // the night on which many a clock is put back
const local = (at: number | string) => {
  const it = new Date(at);
  return [it.getMonth() + 1, it.getDate(), it.getHours(), it.getMinutes()];
};

it("counts hours from now, and days by the calendar and its clock", () => {
  expect(Date.parse(inHours(4, LATE)) - LATE).toBe(4 * 3_600_000);
  expect(local(tomorrow(LATE))).toEqual([10, 25, 6, 0]);
  expect(local(tomorrow(new Date(2026, 11, 31, 1).getTime()))).toEqual([1, 1, 6, 0]);
  expect(local(backInAWeek(LATE))).toEqual([10, 31, 18, 0]);
});
