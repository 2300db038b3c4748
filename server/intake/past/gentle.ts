import type { Clock } from "#server/clock.ts";
import { percentile } from "#server/percentile.ts";

const AT_LEAST_MS = 25;
const BASELINE_PINGS = 10;
const REMEMBERED_PINGS = 40;
const LONGEST_PAUSE_MS = 5_000;

/** Keeps Core's answers quick while much is asked of it: the 95th percentile of pings stays below twice what it was, or 25 ms. */
export async function gently(ping: () => Promise<number>, clock: Clock) {
  const baseline: number[] = [];
  for (let i = 0; i < BASELINE_PINGS; i++) baseline.push(await ping());
  const limitMs = Math.max(AT_LEAST_MS, 2 * p95(baseline));
  const recent: number[] = [];
  let pauseMs = 0;

  return {
    /** Pauses as long as Core needs between two large questions. */
    async breathe(signal: AbortSignal): Promise<void> {
      recent.push(await ping());
      if (recent.length > REMEMBERED_PINGS) recent.shift();
      const isBusy = p95(recent) > limitMs * 0.8;
      pauseMs = isBusy ? Math.min(LONGEST_PAUSE_MS, Math.max(20, pauseMs * 2)) : Math.floor(pauseMs / 2);
      if (pauseMs > 0) await clock.sleep({ milliseconds: pauseMs }, signal);
    },
    /** Runs while a large question is under way, because a ping after it would miss what it did. */
    async during<T>(question: Promise<T>): Promise<T> {
      const { result } = await Promise.all([question, ping().then((ms) => recent.push(ms))]).then(([result]) => ({
        result,
      }));
      return result;
    },
  };
}

const p95 = (values: readonly number[]): number => percentile(values, 0.95);
