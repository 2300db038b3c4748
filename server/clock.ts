import { setTimeout as pause } from "node:timers/promises";

/** An instant as ISO 8601 text with microseconds and offset, as Home Assistant and PostgreSQL write it; `Date` would lose the microseconds. */
export type Instant = string;

type Span = { hours?: number; minutes?: number; seconds?: number; milliseconds?: number };

/** Time as the program sees it; tests pass one of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment, for how long something took or is due in: no clock that is set moves it. */
  elapsed(): number;
  /** Resolves early, without an error, when `signal` is aborted. */
  sleep(span: Span, signal?: AbortSignal): Promise<void>;
  /** Runs `work` again and again with a pause between the end of one and the start of the next; never two at once. */
  every(span: Span, work: () => unknown): AsyncDisposable;
}

export const milliseconds = ({ hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Span): number =>
  ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;

export const systemClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  sleep: (span, signal) => pause(milliseconds(span), undefined, { signal }).catch(unlessAborted),
  every(span, work) {
    const stop = new AbortController();
    const running = (async () => {
      for (;;) {
        await systemClock.sleep(span, stop.signal);
        if (stop.signal.aborted) return;
        await work();
      }
    })();
    running.catch(() => {}); // reported when disposed, and by whoever wrapped `work`
    return {
      async [Symbol.asyncDispose]() {
        stop.abort();
        await running;
      },
    };
  },
};

function unlessAborted(error: Error): void {
  if (error.name !== "AbortError") throw error;
}
