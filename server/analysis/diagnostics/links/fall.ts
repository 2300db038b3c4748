import type { Heard } from "./heard.ts";
import { quantile } from "./quantile.ts";
import { fallOf, type Scale } from "./scale.ts";

const DAY = 86_400;
/** So many days make a past. */
const LEAST_DAYS = 7;
/** A fall is told of for so many days; by then it is what is usual. */
const LONGEST = 30;
/** So many hours in a row make it last. */
const LEAST_HOURS = 6;
/** And of what fell days ago, so many must say that it is so still. */
const STILL = 2;

export interface Fall {
  /** The median before, and after. */
  readonly usual: number;
  readonly now: number;
  /** Nineteen of twenty days before were better. */
  readonly lowest: number;
  /** Seconds since the epoch. */
  readonly since: number;
}

/**
 * A link that fell at once and stayed down: all that was read since is far below nearly all that was before, be it for hours
 * or for weeks. `now` in seconds since the epoch. Undefined where it did not, or too little is known.
 */
export function fallIn(link: Heard, scale: Scale, now: number): Fall | undefined {
  const lately = link.lately.slice(-LEAST_HOURS);
  // As good as ever just now, as most are: no day need be tried.
  if (Math.max(...lately) >= Math.max(...link.means) - fallOf(scale, 0) / 4) return undefined;
  for (let days = 0; days <= LONGEST; days++) {
    const before = link.means.filter((_, place) => (link.ago[place] ?? 0) > days + 1);
    if (before.length < LEAST_DAYS) return undefined;
    const after = [...link.means.filter((_, place) => (link.ago[place] ?? 0) <= days), ...lately];
    const isKnown = days === 0 ? lately.length >= LEAST_HOURS : lately.length >= STILL && after.length > lately.length;
    const fall = isKnown ? fallBetween(before, after, scale) : undefined;
    if (fall) return { ...fall, since: days === 0 ? startOf(link, now) : now - days * DAY };
  }
  return undefined;
}

function fallBetween(before: readonly number[], after: readonly number[], scale: Scale) {
  const [usual, lowest, now] = [quantile(before, 0.5), quantile(before, 0.05), quantile(after, 0.5)];
  const least = fallOf(scale, usual);
  const isFar = now <= usual - least && Math.max(...after) < lowest - least / 4;
  return isFar ? { usual, lowest, now } : undefined;
}

function startOf({ hours }: Heard, now: number): number {
  return hours.at(-LEAST_HOURS) ?? now;
}
