const LEAST_INTERVALS = 50;

/** The counts of house.reporting, from their text. */
export const countsIn = (text: string): number[] => text.split(" ").map(Number);

/** Seconds below which 99 of 100 intervals lie; null where too few are known. */
export function usualInterval(counts: readonly number[]): number | null {
  const all = sumOf(counts);
  if (!(all >= LEAST_INTERVALS)) return null;
  let sum = 0;
  for (const [place, count] of counts.entries()) {
    sum += count;
    if (sum >= 0.99 * all) return place === counts.length - 1 ? null : 2 ** place; // the last class has no end
  }
  return null;
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
