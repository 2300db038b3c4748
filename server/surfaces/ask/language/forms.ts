import type { Asked } from "../answers/asked.ts";

/** What times, lengths and lists need of a language. */
export interface FormWords {
  /** BCP 47; numbers and names of days are written as there. */
  readonly locale: string;
  readonly today: string;
  readonly yesterday: string;
  /** "on Monday 23 November" */
  onDay(day: string): string;
  /** "yesterday at 22:10" */
  at(day: string, time: string): string;
  /** "at 22:10", where the day was said before */
  clock(time: string): string;
  between(from: string, to: string): string;
  /** "from 21:04 to 22:31" of one day */
  hours(from: string, to: string): string;
  /** "yesterday at 21:04 to today at 0:31" */
  until(from: string, to: string): string;
  readonly and: string;
  readonly or: string;
  readonly noTime: string;
  /** "4 more", at the end of a list. */
  more(count: number): string;
  /** One and several of each, and several after "since" and "ago" where that is another form. */
  readonly units: Readonly<
    Record<"day" | "hour" | "minute" | "second", readonly [one: string, several: string, since?: string]>
  >;
}

type In = Pick<Asked, "timeZone" | "now" | "isTwelve">;
/** So much of a list is said aloud. */
const MOST_SAID = 4;
const DAY = 86_400_000_000; // microseconds

/** How a language writes moments, spans, lengths, amounts and lists. */
export function formsIn(words: FormWords) {
  const formatted = (at: number, { timeZone }: In, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(words.locale, { timeZone, ...options }).format(at / 1000);

  /** "yesterday", "Monday 23 November". */
  function dayNamed(at: number, it: In): string {
    return nearDay(at, it) ?? dateOf(at, it);
  }
  /** "yesterday", "on Monday 23 November". */
  const dayOf = (at: number, it: In): string => nearDay(at, it) ?? words.onDay(dateOf(at, it));

  function nearDay(at: number, it: In): string | undefined {
    const key = (moment: number) => formatted(moment, it, { year: "numeric", month: "2-digit", day: "2-digit" });
    if (key(at) === key(it.now)) return words.today;
    return key(at) === key(it.now - DAY) ? words.yesterday : undefined;
  }

  function dateOf(at: number, it: In): string {
    const isOld = it.now - at > 300 * DAY;
    return formatted(at, it, { weekday: "long", day: "numeric", month: "long", ...(isOld ? { year: "numeric" } : {}) });
  }

  const momentOf = (at: number, it: In): string => words.at(dayOf(at, it), clockOf(at, it));
  /** As it stands after "since", "until" and "between". */
  const momentNamed = (at: number, it: In): string => words.at(dayNamed(at, it), clockOf(at, it));
  const clockOf = (at: number, it: In): string =>
    formatted(
      at,
      it,
      it.isTwelve
        ? { hour: "numeric", minute: "2-digit", hourCycle: "h12" }
        : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    );
  const momentAfter = (at: number, before: number | undefined, it: In): string =>
    before !== undefined && dayOf(at, it) === dayOf(before, it) ? words.clock(clockOf(at, it)) : momentOf(at, it);
  /** When something began and ended, after another moment. */
  function rangeAfter(from: number, to: number, before: number | undefined, it: In): string {
    if (momentOf(from, it) === momentOf(to, it)) return momentAfter(from, before, it); // over within the minute
    if (dayOf(from, it) !== dayOf(to, it)) return words.until(momentAfter(from, before, it), momentOf(to, it));
    const hours = words.hours(clockOf(from, it), clockOf(to, it));
    return before !== undefined && dayOf(from, it) === dayOf(before, it) ? hours : `${dayOf(from, it)} ${hours}`;
  }
  const isMidnight = (at: number, it: In): boolean =>
    formatted(at, it, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) === "00:00";
  /** From its first midnight to its last, or until now. */
  const isWholeDay = ({ from, to }: { from: number; to: number }, it: In): boolean =>
    isMidnight(from, it) && to - from <= 1.05 * DAY && (to === it.now || (isMidnight(to, it) && to - from > 0.9 * DAY));

  const lengthOf = (seconds: number): string => lengthIn(seconds, ([, several]) => several);
  const lengthSince = (seconds: number): string => lengthIn(seconds, ([, several, since = several]) => since);

  function lengthIn(seconds: number, severalOf: (unit: FormWords["units"]["day"]) => string): string {
    const whole = Math.round(seconds);
    const counts = {
      day: Math.floor(whole / 86_400),
      hour: Math.floor((whole % 86_400) / 3600),
      minute: Math.floor((whole % 3600) / 60),
      second: whole % 60,
    };
    const told = (Object.keys(counts) as (keyof typeof counts)[]).filter((unit) => counts[unit] > 0).slice(0, 2);
    if (told.length === 0) return words.noTime;
    const named = (unit: keyof typeof counts) =>
      counts[unit] === 1 ? words.units[unit][0] : severalOf(words.units[unit]);
    return told.map((unit) => `${counts[unit]} ${named(unit)}`).join(" ");
  }

  function listed(names: readonly string[], joint: "and" | "or" = "and"): string {
    if (names.length <= 1) return names[0] ?? "";
    return `${names.slice(0, -1).join(", ")} ${words[joint]} ${names.at(-1)}`;
  }

  return {
    dayOf,
    dayNamed,
    clockOf,
    momentOf,
    momentNamed,
    lengthOf,
    /** After another moment: its day is said again only where it is another one. */
    momentAfter,
    /** When something began and ended. */
    rangeOf: (from: number, to: number, it: In): string => rangeAfter(from, to, undefined, it),
    rangeAfter,
    lengthSince,
    /** The span that was asked about, as a part of a sentence. */
    spanOf(it: Pick<Asked, "windows" | "isMoment"> & In): string {
      const [first] = it.windows;
      const last = it.windows.at(-1);
      if (!first || !last) return "";
      if (!it.isMoment && first === last && isWholeDay(first, it)) return dayOf(first.from, it);
      return it.isMoment
        ? momentOf(first.from, it)
        : words.between(momentNamed(first.from, it), momentNamed(last.to, it));
    },
    amount: (value: number, unit: string | null): string =>
      `${new Intl.NumberFormat(words.locale, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }).format(value)}${unit ? ` ${unit}` : ""}`,
    listed,
    few: (names: readonly string[]): string =>
      names.length <= MOST_SAID
        ? listed(names)
        : listed([...names.slice(0, MOST_SAID - 1), words.more(names.length - MOST_SAID + 1)]),
  };
}
