import { type Clock, milliseconds, systemClock } from "../../clock.ts";

/** For tests: the system's clock, running `factor` times as fast. */
export function hurriedClock(factor: number): Clock {
  const from = systemClock.now();
  const shortened = (span: Parameters<Clock["sleep"]>[0]) => ({ milliseconds: milliseconds(span) / factor });
  return {
    now: () => from + (systemClock.now() - from) * factor,
    elapsed: () => systemClock.elapsed() * factor,
    sleep: (span, signal) => systemClock.sleep(shortened(span), signal),
    every: (span, work) => systemClock.every(shortened(span), work),
  };
}
