import { percentile } from "#server/percentile.ts";

/** So many days make a trend. */
const LEAST_DAYS = 14;
const LOOKED_BACK_DAYS = 28;
/** Nearer days say more about a night's backup than about the months. */
const LEAST_APART_DAYS = 5;

export interface Level {
  readonly day: number;
  readonly value: number;
}

/** By how much something grows a day: in the middle, and at the ends of what eight in ten pairs of days say. */
export interface Growth {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** Over the days that were looked at. */
  readonly rise: number;
}

/**
 * The slopes between all pairs of days that lie apart (Theil, Sen). Undefined where it does not grow for sure: nine in ten of the pairs
 * have to rise, and the later half has to rise as well.
 */
export function steadyGrowth(all: readonly Level[]): Growth | undefined {
  const last = all.at(-1);
  if (!last) return undefined;
  const days = all.filter(({ day }) => day > last.day - LOOKED_BACK_DAYS);
  const slopes = slopesOf(days);
  const later = slopesOf(days.slice(Math.floor(days.length / 2)));
  const [low, middle, high] = [percentile(slopes, 0.1), percentile(slopes, 0.5), percentile(slopes, 0.9)];
  if (days.length < LEAST_DAYS || low <= 0 || percentile(later, 0.5) < middle / 2) return undefined;
  return { low, middle, high, rise: middle * (last.day - (days[0]?.day ?? last.day)) };
}

function slopesOf(days: readonly Level[]): number[] {
  return days.flatMap((one, i) =>
    days
      .slice(i + 1)
      .filter(({ day }) => day - one.day >= LEAST_APART_DAYS)
      .map((other) => (other.value - one.value) / (other.day - one.day)),
  );
}
