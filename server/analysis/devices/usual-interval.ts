const LEAST_INTERVALS = 50;

export interface Rhythm {
  /** How many intervals are known. */
  readonly intervals: number;
  /** Seconds below which 99 of 100 of them lie; null where too few are known, or they have no end. */
  readonly usual: number | null;
}

/** From the counts of house.reporting, as PostgreSQL writes them: {3,0,12}. */
export function rhythmIn(text: string): Rhythm {
  const counts = text.slice(1, -1).split(",").map(Number);
  const intervals = counts.reduce((sum, count) => sum + count, 0);
  return { intervals, usual: intervals >= LEAST_INTERVALS ? usualOf(counts, 0.99 * intervals) : null };
}

function usualOf(counts: readonly number[], most: number): number | null {
  let sum = 0;
  for (const [place, count] of counts.entries()) {
    sum += count;
    if (sum >= most) return place === counts.length - 1 ? null : 2 ** place; // the last class has no end
  }
  return null;
}
