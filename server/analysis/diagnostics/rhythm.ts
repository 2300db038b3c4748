import { toMicroseconds } from "#server/instant.ts";
import type { RhythmRow } from "./queries.ts";

export interface Rhythm {
  /** Seconds since the epoch. */
  readonly lastReported: number;
  /** Seconds below which 99 of 100 of its intervals lie, as a power of two. */
  readonly usual: number;
  /** Seconds below which all of them lie. */
  readonly longest: number;
  /** How many intervals that rests on. */
  readonly intervals: number;
}

/** `reported` is what is known since that was written down. */
export function rhythmOf({ last_reported, intervals }: RhythmRow, reported: string | undefined): Rhythm {
  const all = intervals.reduce((sum, count) => sum + count, 0);
  const written = toMicroseconds(last_reported) / 1e6;
  return {
    lastReported: reported ? Math.max(written, toMicroseconds(reported) / 1e6) : written,
    usual: boundOf(intervals, 0.99 * all),
    longest: boundOf(intervals, all),
    intervals: all,
  };
}

/** Class n holds intervals of 2^(n-1) to 2^n seconds; the last also all longer ones. */
function boundOf(intervals: readonly number[], wanted: number): number {
  let sum = 0;
  for (const [place, count] of intervals.entries()) {
    sum += count;
    if (sum >= wanted && sum > 0) return place === intervals.length - 1 ? Number.POSITIVE_INFINITY : 2 ** place;
  }
  return Number.POSITIVE_INFINITY;
}
