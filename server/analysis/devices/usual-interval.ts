const LEAST_INTERVALS = 50;

/** Seconds below which 99 of 100 intervals lie, from the counts of house.reporting as text; null where too few are known. */
export function usualInterval(counts: string): number | null {
  const intervals = counts.split(" ").map(Number);
  const all = intervals.reduce((sum, count) => sum + count, 0);
  if (!(all >= LEAST_INTERVALS)) return null;
  let sum = 0;
  for (const [place, count] of intervals.entries()) {
    sum += count;
    if (sum >= 0.99 * all) return place === intervals.length - 1 ? null : 2 ** place; // the last class has no end
  }
  return null;
}
