import type { Clock } from "#server/clock.ts";
import type { Counters } from "./connect/counters.ts";
import type { Measured } from "./queries.ts";

const WINDOW_MS = 3_600_000;

/** A connection's figures of the last minute, and its uptime of the last hour. */
export function pulse(clock: Clock) {
  let latencies: number[] = [];
  let looks: { at: number; isUp: boolean }[] = [];
  let last = { events: 0, failures: 0, at: clock.elapsed() };

  return {
    measured(ms: number): void {
      latencies.push(ms);
    },
    /** Called each minute. Rates are per minute, latency in milliseconds, uptime a share of the looks of the last hour. */
    beat(counters: Readonly<Counters>, isUp: boolean): Measured {
      const now = clock.elapsed();
      const minutes = Math.max((now - last.at) / 60_000, 1 / 60);
      const failures = counters.timedOut + counters.malformed + counters.poisoned + counters.failedLogins;
      looks = [...looks.filter(({ at }) => at > now - WINDOW_MS), { at: now, isUp }];
      const measured = {
        latency: latencies.length > 0 ? latencies.reduce((sum, ms) => sum + ms, 0) / latencies.length : null,
        uptime: looks.filter((look) => look.isUp).length / looks.length,
        error_rate: (failures - last.failures) / minutes,
        event_rate: (counters.events - last.events) / minutes,
      };
      latencies = [];
      last = { events: counters.events, failures, at: now };
      return measured;
    },
  };
}
