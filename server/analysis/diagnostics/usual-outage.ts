/** Absences of a thing, in seconds. */
export interface Absences {
  readonly n: number;
  /** Nine of ten last at most so long. */
  readonly seconds: number;
  /** The three longest, the longest first. */
  readonly longest: readonly number[];
}

const LEAST = 3;
/** What once was away for so long and came back was switched off, put away or taken along, or its room was. */
export const LONG_SECONDS = 6 * 3_600;

/**
 * Seconds for which a thing is used to be out of reach: nine of ten of its absences last at most so long, and it was away as long three
 * times, whatever short ones there were. Of fewer than three only a long one tells anything. Undefined where they tell nothing.
 */
export function usualOutageOf({ n, seconds, longest }: Absences): number | undefined {
  const [first = 0, , third = 0] = longest;
  if (n < LEAST) return first >= LONG_SECONDS ? first : undefined;
  return Math.max(seconds, third);
}
