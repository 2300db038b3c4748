import { Cron } from "croner";
import type { Times } from "#server/job.ts";

const DAY_MS = 86_400_000;

/**
 * When it is due next, after a moment, both in milliseconds. At a time that a day has not, because clocks go forward, it is due when they
 * have gone; at one that a day has twice, the first time.
 */
export function nextDue(times: Times, after: number, timeZone: string): number {
  if ("minutes" in times) return after + times.minutes * 60_000;
  const next = new Cron(times.cron, { timezone: timeZone, paused: true }).nextRun(new Date(after));
  if (!next) throw new RangeError(`"${times.cron}" never comes`);
  return next.getTime();
}

/** Whether it was computed by a clock that was far ahead: more than a day and a whole turn from now, it would wait for years. */
export function isFarAhead(times: Times, { due, now }: { due: number; now: number }, timeZone: string): boolean {
  if ("minutes" in times) return due > now + times.minutes * 60_000;
  const following = nextDue(times, nextDue(times, now, timeZone), timeZone);
  return due > following && due - now > DAY_MS;
}

/** As it is kept beside what was computed from it. */
export const planOf = (times: Times, timeZone: string): string =>
  "minutes" in times ? `every ${times.minutes} min` : `${times.cron} ${timeZone}`;
