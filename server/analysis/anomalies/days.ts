import type { Hour } from "./hours.ts";
import { type Profile, shapeAt } from "./profile.ts";

/** Hours of the middles that are compared, and hours that the levels remember which they are compared with. */
const DAY = 24;
const TWO_DAYS = 48;
const TEN_DAYS = 240;
const FOUR_WEEKS = 672;
const FIRST = 72;

/**
 * The last two days of a series without the shape of its week, and where it was days and weeks before. Middles and not means are compared: what a few hours
 * are off is no matter of days, however far.
 */
export interface Days {
  seen: number;
  beforeDays: number;
  beforeWeeks: number;
  last: Float32Array;
}

export const noDays = (): Days => ({
  ...{ seen: 0, beforeDays: 0, beforeWeeks: 0 },
  last: new Float32Array(TWO_DAYS),
});

/** How far the last day is from the ten days before, and the last two from four weeks; and what the hour would be as it was those weeks. */
export interface Moved {
  readonly ofDays: number;
  readonly ofWeeks: number;
  readonly expected: number;
}

export function movedBy(of: Days, { hour, mean }: Hour, profile: Profile): Moved {
  const shape = shapeAt(profile, hour);
  of.last[of.seen % TWO_DAYS] = mean - shape;
  of.seen++;
  const [day, twoDays] = [middleOf(of, DAY), middleOf(of, TWO_DAYS)];
  if (of.seen <= FIRST) Object.assign(of, { beforeDays: twoDays, beforeWeeks: twoDays });
  const [ofDays, ofWeeks] = [day - of.beforeDays, twoDays - of.beforeWeeks];
  const expected = of.beforeWeeks + shape;
  of.beforeDays += ofDays / Math.min(of.seen, TEN_DAYS);
  of.beforeWeeks += ofWeeks / Math.min(of.seen, FOUR_WEEKS);
  return { ofDays, ofWeeks, expected };
}

function middleOf({ last, seen }: Days, hours: number): number {
  const count = Math.min(seen, hours);
  const some = Float32Array.from({ length: count }, (_, i) => last[(seen - 1 - i) % TWO_DAYS] ?? 0).sort();
  return ((some[(count - 1) >> 1] ?? 0) + (some[count >> 1] ?? 0)) / 2;
}
