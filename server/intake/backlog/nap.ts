import type { Clock } from "#server/clock.ts";

/** Sleeps until it is woken; a call while it is awake makes the next sleep short. */
export function napping(clock: Clock) {
  let bed: AbortController | undefined;
  let isCalled = false;
  return {
    async nap(seconds: number): Promise<void> {
      bed = new AbortController();
      if (isCalled) bed.abort();
      isCalled = false;
      await clock.sleep({ seconds }, bed.signal);
      bed = undefined;
    },
    wake(): void {
      if (bed) bed.abort();
      else isCalled = true;
    },
    /** Wakes a sleeper, and is nothing to one who is awake. */
    stir(): void {
      bed?.abort();
    },
  };
}
