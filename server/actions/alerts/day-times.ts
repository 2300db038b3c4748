import { Temporal } from "temporal-polyfill";
import type { Wishes } from "./contract.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

type Span = { from: string; until: string };

/** Light, sound and speech are silent meanwhile, for all but danger. */
export const NIGHT: Span = { from: "22:00", until: "07:00" };

const zoned = (now: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(timeZone);

const clockOf = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: "minute" });

/** Whether the clock on the wall is within a span, which may go over midnight; one of equal ends is the whole day. */
export function isBetween(now: number, timeZone: string, { from, until }: Span): boolean {
  const clock = clockOf(zoned(now, timeZone));
  return from < until ? clock >= from && clock < until : clock >= from || clock < until;
}

/** The next time that the clock on the wall shows this; where that hour is skipped, what comes after it. */
export function nextAt(now: number, timeZone: string, time: string): number {
  const here = zoned(now, timeZone);
  for (const days of [0, 1]) {
    const at = onDay(here.toPlainDate().add({ days }), time, timeZone);
    if (at > now) return at;
  }
  return now + 86_400_000;
}

/** The last time, up to now. */
export function lastAt(now: number, timeZone: string, time: string): number {
  const here = zoned(now, timeZone);
  const today = onDay(here.toPlainDate(), time, timeZone);
  return today <= now ? today : onDay(here.toPlainDate().subtract({ days: 1 }), time, timeZone);
}

/** The last time on that day of the week, up to now. */
export function lastOn(now: number, timeZone: string, { day, at }: NonNullable<Wishes["weekly"]>): number {
  const today = zoned(now, timeZone).toPlainDate();
  const back = (today.dayOfWeek - 1 - WEEKDAYS.indexOf(day) + 7) % 7;
  const then = onDay(today.subtract({ days: back }), at, timeZone);
  return then <= now ? then : onDay(today.subtract({ days: back + 7 }), at, timeZone);
}

const onDay = (date: Temporal.PlainDate, time: string, timeZone: string): number =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
