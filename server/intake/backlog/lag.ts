import type { Clock } from "#server/clock.ts";
import { toMicroseconds } from "#server/instant.ts";
import { percentile } from "#server/percentile.ts";
import type { Observation } from "#server/store/memory/observation.ts";

const WINDOW_MS = 60_000;
const SAMPLES_A_BATCH = 20;

/** From event to durable, of the last minute; some of each batch are measured. */
export function lagMeter(clock: Clock) {
  let seen: { at: number; lagMs: number }[] = [];
  return {
    saw(batch: readonly Observation[]): void {
      const now = clock.now();
      const seenAt = clock.elapsed();
      const live = batch.filter(({ source }) => source === "live");
      const step = Math.max(1, Math.floor(live.length / SAMPLES_A_BATCH));
      for (let i = 0; i < live.length; i += step) {
        const observation = live[i];
        if (observation) seen.push({ at: seenAt, lagMs: now - toMicroseconds(observation.at) / 1000 });
      }
      seen = seen.filter(({ at }) => at > seenAt - WINDOW_MS);
    },
    /** Milliseconds that 99 of 100 events took at most; null where nothing came. */
    p99(): number | null {
      const now = clock.elapsed();
      const lags = seen.filter(({ at }) => at > now - WINDOW_MS).map(({ lagMs }) => lagMs);
      if (lags.length === 0) return null;
      return percentile(lags, 0.99);
    },
  };
}
