import { type Microseconds, momentNow } from "../moment.ts";

/** The time in the demo: it begins at `start` and runs `speed` times as fast as ours. */
export interface DemoClock {
  readonly start: Microseconds;
  now(): Microseconds;
  /** Milliseconds of our time until `at`. */
  until(at: Microseconds): number;
}

export function demoClock(start: Microseconds = momentNow(), speed = 1): DemoClock {
  const began = momentNow();
  const now = () => start + Math.round((momentNow() - began) * speed);
  return { start, now, until: (at) => Math.max(0, (at - now()) / speed / 1000) };
}
