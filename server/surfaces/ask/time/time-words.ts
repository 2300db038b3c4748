import type { Phrase } from "../words/pattern.ts";

export type Unit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

/** A "late night" begins in the evening: "Saturday night". */
export type PartOfDay =
  | "small hours"
  | "early morning"
  | "morning"
  | "midday"
  | "afternoon"
  | "evening"
  | "night"
  | "late night";

/**
 * What a language says about time, as phrases. Slots: `<n>` a number, `<unit>`, `<weekday>`, `<month>`, `<part>` of the day,
 * `<year>`, `<iso>` (2026-11-21), `<hm>` (20:15), `<half>` (am, pm), `<hour>` a number or an hour with a name,
 * `<minute>` ten to fifty-nine in words or digits, `<few>` minutes as people tell the clock by, `<holiday>`, `<often>`, `<dm>` (31.10) and `<md>` (10/31).
 */
export interface TimeWords {
  /** Words and phrases of numbers; folded. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly units: Readonly<Record<string, Unit>>;
  /** 1 is Monday. */
  readonly weekdays: Readonly<Record<string, number>>;
  readonly months: Readonly<Record<string, number>>;
  /** What makes a number negative. */
  readonly minus: readonly string[];
  /** Hours that have a name: "half past midnight". */
  readonly hours: Readonly<Record<string, number>>;
  /** Days of the year that have a name, each year the same: month and day. */
  readonly holidays: Readonly<Record<string, readonly [month: number, day: number]>>;
  /** Clocks that tell the half of the day: German "um 9 Uhr"; "um 9", as "at 9", may be in the evening as well. */
  readonly wholeDayClocks: readonly ClockRule[];
  readonly parts: Readonly<Record<string, PartOfDay>>;
  /** am and pm; empty where a language has none. */
  readonly halves: Readonly<Record<string, "am" | "pm">>;
  readonly days: Readonly<Record<DayRule, readonly Phrase[]>>;
  readonly spans: Readonly<Record<SpanRule, readonly Phrase[]>>;
  readonly ofDay: Readonly<Record<OfDayRule, readonly Phrase[]>>;
  /** Clock times that are plain by themselves. */
  readonly clocks: Readonly<Record<ClockRule, readonly Phrase[]>>;
  /** A part of the day that is asked for, and not when: "the coldest night". */
  readonly named: readonly Phrase[];
  /** What stands before a bare hour: "at 7". */
  readonly beforeHour: readonly Phrase[];
  readonly bounds: Readonly<Record<Bound, readonly Phrase[]>>;
  /** "for more than <n> <unit>": how long it must have lasted. */
  readonly lasting: Readonly<Record<"atLeast" | "atMost", readonly Phrase[]>>;
  /** Words for how many times: "twice". */
  readonly often: Readonly<Record<string, number>>;
  /** Which of several times it was: "second"; counted from the last where below zero. */
  readonly ordinals: Readonly<Record<string, number>>;
  /** "for the <nth> time" */
  readonly nth: readonly Phrase[];
  /** "more than <often>", "at least <n> times": how many times it must have been. */
  readonly repeats: Readonly<Record<RepeatRule, readonly Phrase[]>>;
  /** "the <unit> before", beside another time. */
  readonly previous: readonly Phrase[];
  /** Words between the parts of a time that say nothing: "on", "at", "the". */
  readonly joints: readonly string[];
}

export type DayRule =
  | "today"
  | "yesterday"
  | "beforeYesterday"
  | "weekday"
  | "lastWeekday"
  | "startOfWeek"
  | "thisWeek"
  | "lastWeek"
  | "weekBeforeLast"
  | "thisWeekend"
  | "lastWeekend"
  | "thisMonth"
  | "lastMonth"
  | "thisYear"
  | "lastYear"
  | "ago"
  | "date"
  | "dayOfMonth"
  | "month"
  | "lastNamedMonth"
  | "year"
  | "future";

export type RepeatRule = "moreThan" | "atLeast" | "atMost" | "fewerThan" | "exactly" | "severalTimes";
export type SpanRule = "last" | "nightInto" | "ago" | "now" | "ever" | "recently";
export type OfDayRule = "part" | "thisPart" | "lastNight" | "nightBeforeLast" | "tonight" | "yesterdayPart";
export type ClockRule =
  | "clock"
  | "hour"
  | "hourMinute"
  | "half"
  | "quarterPast"
  | "quarterTo"
  | "past"
  | "to"
  | "halfTo"
  | "pastHalf"
  | "toHalf"
  | "noon"
  | "midnight";
export type Bound = "since" | "until" | "before" | "after" | "between" | "and" | "from" | "to";

/** What a language names; the rest are its phrases. */
export type TimeNames = Pick<
  TimeWords,
  | "numbers"
  | "ordinals"
  | "units"
  | "weekdays"
  | "months"
  | "minus"
  | "hours"
  | "holidays"
  | "wholeDayClocks"
  | "parts"
  | "halves"
>;
