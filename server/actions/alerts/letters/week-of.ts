import { Temporal } from "temporal-polyfill";
import { instantOf } from "#server/instant.ts";
import type { Span } from "./queries.ts";

const DAYS = 7;

export interface Week extends Span {
  /** Until now, so that what is to come is told with it. */
  readonly isNow: boolean;
}

/** Seven days of the home until now, or that end with a day. `now` in milliseconds. */
export function weekOf(
  home: number,
  day: string | undefined,
  { now, timeZone }: { now: number; timeZone: string },
): Week {
  const until =
    day === undefined
      ? Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone)
      : Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone);
  const from = until.subtract({ days: DAYS });
  return {
    home,
    from: instantOf(from.epochMilliseconds),
    to: instantOf(until.epochMilliseconds),
    isNow: day === undefined,
  };
}
