import { Temporal } from "temporal-polyfill";

/** An instant, in microseconds since the epoch, by the clock of a time zone; to the millisecond. */
export const zonedAt = (microseconds: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(microseconds / 1000)).toZonedDateTimeISO(timeZone);
