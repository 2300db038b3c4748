/** So many days make a trend. */
const LEAST_DAYS = 14;
const LOOKED_BACK_DAYS = 28;
/** Nearer days say more about a night's backup than about the months. */
const LEAST_APART_DAYS = 5;
/** Less within the weeks is the weather of a disk. */
const LEAST_RISE_PERCENT = 3;

export interface Filling {
  readonly percentADay: number;
  /** Days from the latest reading on, in the middle and at the ends of what eight in ten pairs of days say. */
  readonly days: number;
  readonly earliestDays: number;
  readonly latestDays: number;
}

/**
 * When a disk will be full, by the slopes between all pairs of days that lie apart (Theil, Sen). Undefined where it does not grow for sure:
 * nine in ten of the pairs have to rise, the latter half has to rise as well, and backups that come and go make pairs that fall.
 */
export function fillsUp(all: readonly { readonly day: number; readonly percent: number }[]): Filling | undefined {
  const last = all.at(-1);
  if (!last) return undefined;
  const days = all.filter(({ day }) => day > last.day - LOOKED_BACK_DAYS);
  const slopes = slopesOf(days);
  const later = slopesOf(days.slice(Math.floor(days.length / 2)));
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantile(slopes, share)) as [number, number, number];
  const rise = middle * (last.day - (days[0]?.day ?? last.day));
  if (days.length < LEAST_DAYS || low <= 0 || quantile(later, 0.5) < middle / 2 || rise < LEAST_RISE_PERCENT)
    return undefined;
  const left = 100 - last.percent;
  return { percentADay: middle, days: left / middle, earliestDays: left / high, latestDays: left / low };
}

function slopesOf(days: readonly { day: number; percent: number }[]): number[] {
  const slopes = days.flatMap((one, i) =>
    days
      .slice(i + 1)
      .filter(({ day }) => day - one.day >= LEAST_APART_DAYS)
      .map((other) => (other.percent - one.percent) / (other.day - one.day)),
  );
  return slopes.sort((one, other) => one - other);
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
