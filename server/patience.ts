import type { Clock } from "#server/clock.ts";

const LONGEST_MS = 300_000;

/** After a failure nobody is asked again for a while: a second, then twice as long each time, at most five minutes. */
export function patience(clock: Clock) {
  let failures = 0;
  let reason: Error | undefined;
  let again = 0; // by the clock's elapsed time

  return {
    /** @throws what went wrong last, as long as it would be asked in vain */
    async ask<T>(work: () => Promise<T>): Promise<T> {
      if (reason && clock.elapsed() < again) throw reason;
      try {
        const answer = await work();
        [failures, reason] = [0, undefined];
        return answer;
      } catch (error) {
        reason = error instanceof Error ? error : new Error(String(error));
        again = clock.elapsed() + Math.min(LONGEST_MS, 1000 * 2 ** failures++) * (0.8 + 0.4 * Math.random());
        throw error;
      }
    },
  };
}
