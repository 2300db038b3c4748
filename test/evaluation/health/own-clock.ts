import { type Clock, systemClock } from "#server/clock.ts";

/** A clock that shows what it is set to, in seconds since the epoch; who sleeps by it sleeps by the real one. `hurried` shows the same, and nobody waits by it. */
export function ownClock(seconds: number) {
  let now = seconds * 1_000;
  const clock: Clock = { ...systemClock, now: () => now };
  return {
    clock,
    hurried: { ...clock, sleep: async () => {} } satisfies Clock,
    set(to: number): void {
      now = to * 1_000;
    },
  };
}
