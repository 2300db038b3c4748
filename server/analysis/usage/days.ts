import { Temporal } from "temporal-polyfill";

/** A day of a home's time zone, in microseconds since the epoch: 23, 24 or 25 hours. */
export interface Day {
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

/** Days as ISO dates, both included. */
export function daysBetween(first: string, last: string, timeZone: string): Day[] {
  const days: Day[] = [];
  const start = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone }).epochMilliseconds * 1_000;
  for (
    let date = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  )
    days.push({ day: date.toString(), from: start(date), to: start(date.add({ days: 1 })) });
  return days;
}

/** The day of a home's time zone; `now` in milliseconds since the epoch. */
export const dayAt = (now: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone).toPlainDate();
