import { type Clock, milliseconds, systemClock } from "#server/clock.ts";

const LONG_MS = 60_000;

interface SkippingClock {
  clock: Clock;
  /** Lets so much time go by at once; whatever slept through it wakes in its turn, and gets two real seconds to act. */
  pass(span: { hours?: number; minutes?: number }): Promise<void>;
}

/** Short pauses and deadlines are real, as the other side is; pauses of a minute and more wait for `pass`. */
export function skippingClock(): SkippingClock {
  const asleep = new Set<{ due: number; wake(): void }>();
  let skippedMs = 0;
  const now = () => systemClock.now() + skippedMs;
  const clock: Clock = {
    ...systemClock,
    now,
    elapsed: () => systemClock.elapsed() + skippedMs,
    sleep(span, signal) {
      if (milliseconds(span) < LONG_MS) return systemClock.sleep(span, signal);
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper = { due: now() + milliseconds(span), wake: resolve };
      asleep.add(sleeper);
      signal?.addEventListener("abort", () => resolve());
      return promise.finally(() => asleep.delete(sleeper));
    },
  };
  return {
    clock,
    async pass(span) {
      const until = now() + milliseconds(span);
      for (;;) {
        const [next] = [...asleep].sort((a, b) => a.due - b.due);
        if (!next || next.due > until) break;
        skippedMs += Math.max(0, next.due - now());
        next.wake();
        await systemClock.sleep({ seconds: 2 });
      }
      skippedMs += Math.max(0, until - now());
    },
  };
}
