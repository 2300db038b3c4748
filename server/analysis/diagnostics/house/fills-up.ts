import { type Level, steadyGrowth } from "./steady-growth.ts";

/** Less within the weeks is the weather of a disk. */
const LEAST_RISE_PERCENT = 3;

export interface Filling {
  readonly percentADay: number;
  /** Days from the latest reading on, in the middle and at the ends of what eight in ten pairs of days say. */
  readonly days: number;
  readonly earliestDays: number;
  readonly latestDays: number;
}

/** When a disk will be full, in per cent by days; undefined where it does not grow for sure: backups that come and go make pairs that fall. */
export function fillsUp(days: readonly Level[]): Filling | undefined {
  const growth = steadyGrowth(days);
  if (!growth || growth.rise < LEAST_RISE_PERCENT) return undefined;
  const left = 100 - (days.at(-1)?.value ?? 100);
  const { low, middle, high } = growth;
  return { percentADay: middle, days: left / middle, earliestDays: left / high, latestDays: left / low };
}
