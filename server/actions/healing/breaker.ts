import { HOUR, type Past } from "./past.ts";

const FAILURES = 3;
const FIRST_PAUSE = HOUR;
const LONGEST_PAUSE = 7 * 24 * HOUR;

/** `until` in milliseconds since the epoch. */
export interface Breaker {
  readonly isOpen: boolean;
  readonly until: number | null;
}

/** A remedy that did not help three times in a row rests for an hour, and twice as long after each further try that does not. */
export function breakerOf(remedy: string, past: Past, now: number): Breaker {
  let failures = 0;
  let last = 0;
  for (const { verdict, at } of past.filter((it) => it.remedy === remedy && it.verdict !== null)) {
    failures = verdict === "fixed" ? 0 : failures + 1;
    last = at;
  }
  if (failures < FAILURES) return { isOpen: false, until: null };
  const until = last + Math.min(FIRST_PAUSE * 2 ** (failures - FAILURES), LONGEST_PAUSE);
  return { isOpen: now < until, until };
}
