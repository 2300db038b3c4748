import { Temporal } from "temporal-polyfill";
import type { Atom, Meaning } from "./atom.ts";
import { daysTogether } from "./days-together.ts";

type Zoned = Temporal.ZonedDateTime;
type Of<K extends Meaning["kind"]> = Extract<Meaning, { kind: K }>;

/** The pieces of one time, as far as they were told. */
export interface Moment {
  days?: Of<"days"> | undefined;
  part?: Of<"part"> | undefined;
  clock?: Of<"clock"> | undefined;
  span?: Of<"span"> | undefined;
}

export interface Span {
  from: Zoned;
  /** Excluded; equal to `from` for a moment. */
  to: Zoned;
  isMoment: boolean;
}

/** The pieces together; undefined where they contradict each other, as "on Monday the 3rd" on a Tuesday. */
export function momentOf(atoms: readonly Atom[], today: Temporal.PlainDate): Moment | undefined {
  const days = daysTogether(all(atoms, "days"), today);
  const [part, ...parts] = all(atoms, "part");
  const [clock, ...clocks] = all(atoms, "clock");
  const isOne =
    days !== "none" &&
    parts.every((other) => other.part === part?.part || (isNight(other) && isNight(part))) &&
    clocks.every(({ hour, minute }) => hour === clock?.hour && minute === clock?.minute);
  return isOne ? { days, part, clock, span: all(atoms, "span")[0] } : undefined;
}

const all = <K extends Meaning["kind"]>(atoms: readonly Atom[], kind: K): Of<K>[] =>
  atoms.filter((atom) => atom.kind === kind) as unknown as Of<K>[];

const isNight = (part: Of<"part"> | undefined): boolean => part?.part.endsWith("night") ?? false;

export const isEmpty = ({ days, part, clock, span }: Moment): boolean => !(days || part || clock || span);

/** When it was: of what comes again each day, the last time that has begun. */
export function spanOf(moment: Moment, now: Zoned): Span | undefined {
  const { days, part, clock, span } = moment;
  if (clock) return clockIn(clock, { days, part }, now);
  if (part) {
    const day = part.isToday ? oneDay(now) : part.part === "tonight" ? eveningOf(now) : dayGiven(days, part.part);
    // "Saturday night" begins in the evening, "at night" at ten.
    const named = part.part === "late night" && !days ? "night" : part.part;
    return lastBegun((one) => partOf(named, one, now), day, now);
  }
  if (days) return { from: midnight(days.from, now), to: midnight(days.to, now), isMoment: false };
  return span && { from: span.from, to: span.to, isMoment: span.isMoment };
}

type Hours = { days?: Of<"days"> | undefined; part?: Of<"part"> | undefined };

/** "at 3 last night", "at 7 yesterday evening", "at 7": twelve hours later where only that fits. */
function clockIn(clock: Of<"clock">, { days, part }: Hours, now: Zoned): Span | undefined {
  const hours = clock.isExact || clock.hour === 0 || clock.hour >= 12 ? [clock.hour] : [clock.hour, clock.hour + 12];
  const within = part && spanOf({ days, part }, now);
  if (within) {
    const firstDay = within.from.toPlainDate();
    const tried = [firstDay, firstDay.add({ days: 1 })].flatMap((day) =>
      hours.map((hour) => at(day, hour, clock.minute, now)),
    );
    const fits = tried.find(
      (one) =>
        Temporal.ZonedDateTime.compare(one, within.from) >= 0 && Temporal.ZonedDateTime.compare(one, within.to) < 0,
    );
    const told = fits ?? byHalf(clock, part.part, firstDay, now);
    return told && instantly(told);
  }
  const [hour = 0] = hours;
  return lastBegun((day) => instantly(at(day, hour, clock.minute, now)), days?.from, now);
}

/** "1 in the morning" lies before the morning, "11 in the evening" fits by itself. */
function byHalf({ hour, minute, half }: Of<"clock">, part: Of<"part">["part"], day: Temporal.PlainDate, now: Zoned) {
  if (part === "midday" && half === undefined && hour > 0 && hour < 4) return at(day, hour + 12, minute, now);
  const isMorning = part === "morning" || part === "early morning" || part === "small hours";
  const [, ends] = HOURS[part];
  if (half !== undefined || hour > 12) return hour >= ends && hour <= ends + 2 ? at(day, hour, minute, now) : undefined;
  if (isMorning) return at(day, hour % 12, minute, now);
  return part === "afternoon" || part === "evening" || part === "midday"
    ? at(day, (hour % 12) + 12, minute, now)
    : undefined;
}

const instantly = (one: Zoned): Span => ({ from: one, to: one, isMoment: true });
/** Until the morning, tonight began yesterday. */
const eveningOf = (now: Zoned): Temporal.PlainDate =>
  now.hour < HOURS.tonight[1] - 24 ? now.toPlainDate().subtract({ days: 1 }) : now.toPlainDate();
const oneDay = (now: Zoned): Temporal.PlainDate => now.toPlainDate();

const dayGiven = (days: Of<"days"> | undefined, part: Of<"part">["part"]): Temporal.PlainDate | undefined =>
  NIGHTS_AGO[part] === undefined ? days?.from : undefined;

function lastBegun(on: (day: Temporal.PlainDate) => Span, day: Temporal.PlainDate | undefined, now: Zoned): Span {
  if (day) return on(day);
  const today = on(now.toPlainDate());
  return Temporal.ZonedDateTime.compare(today.from, now) <= 0 ? today : on(now.toPlainDate().subtract({ days: 1 }));
}

/** Hours of the day on which a part begins and ends; beyond 24 is the next day. */
const HOURS = {
  "small hours": [0, 5],
  "early morning": [4, 8],
  morning: [5, 12],
  midday: [11, 14],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [22, 30],
  "late night": [18, 30],
  tonight: [18, 30],
  "last night": [18, 30],
  "night before last": [18, 30],
} as const;

/** Last night began yesterday evening, whatever the time is. */
const NIGHTS_AGO: Partial<Record<Of<"part">["part"], number>> = { "last night": 1, "night before last": 2 };

function partOf(part: Of<"part">["part"], day: Temporal.PlainDate, now: Zoned): Span {
  const ago = NIGHTS_AGO[part];
  const begins = ago === undefined ? day : now.toPlainDate().subtract({ days: ago });
  const [begin, end] = HOURS[part];
  return { from: at(begins, begin, 0, now), to: at(begins, end, 0, now), isMoment: false };
}

function at(day: Temporal.PlainDate, hour: number, minute: number, now: Zoned): Zoned {
  const date = hour >= 24 ? day.add({ days: 1 }) : day;
  return date.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: { hour: hour % 24, minute } });
}

const midnight = (day: Temporal.PlainDate, now: Zoned): Zoned => day.toZonedDateTime({ timeZone: now.timeZoneId });
