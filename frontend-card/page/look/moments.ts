import { capital } from "./capital.ts";
import { inManner, locale, type Manner, manner } from "./locale.ts";

const PARTS = { D: "day", M: "month", Y: "year" } as const;

/** In the time zone of this browser, or the one that was chosen. */
const formats = inManner(({ dates, order, timeZone }) => {
  const hours = new Intl.DateTimeFormat(dates, { hour: "numeric" }).resolvedOptions();
  const hour = hours.hour12 ? "numeric" : "2-digit";
  const written = (parts: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(dates, { timeZone, ...parts });
    return (at: number) => format.format(at);
  };
  const inDay = written({ hour, minute: "2-digit" });
  const ofDay = { timeZone: "UTC" }; // a day by name has no time zone any more
  const numeric = (more?: Intl.DateTimeFormatOptions, without = "") =>
    inNumbers({ dates, order, timeZone, more, without });
  const weekdayName = written({ ...ofDay, weekday: "long" });
  return {
    clock: written({ hour, minute: "2-digit", second: "2-digit" }),
    shortClock: inDay,
    ofDay: new Intl.DateTimeFormat(dates, { ...ofDay, hour, minute: "2-digit" }),
    weekday: order
      ? (at: number) => `${weekdayName(at)}, ${numeric(ofDay)(at)}`
      : written({ ...ofDay, weekday: "long", day: "numeric", month: "long" }),
    withYear: order ? numeric(ofDay) : written({ ...ofDay, day: "numeric", month: "long", year: "numeric" }),
    shortDay: order ? numeric({}, "Y") : written({ day: "numeric", month: "short" }),
    ofDate: order ? numeric(ofDay, "Y") : written({ ...ofDay, day: "numeric", month: "short" }),
    dayAndClock: order
      ? (at: number) => `${numeric()(at)}, ${inDay(at)}`
      : written({ day: "numeric", month: "short", hour, minute: "2-digit" }),
  };
});

type Numeric = Manner & { more: Intl.DateTimeFormatOptions | undefined; without: string };

/** "27/11/2026", in the order that was chosen, with the separator of the language. */
function inNumbers({ dates, order = "DMY", timeZone, more, without }: Numeric): (at: number) => string {
  const format = new Intl.DateTimeFormat(dates, {
    ...{ timeZone, day: "2-digit", month: "2-digit", year: "numeric" },
    ...more,
  });
  const wanted = [...order].filter((one) => one !== without);
  return (at) => {
    const parts = format.formatToParts(at);
    const separator = parts.find(({ type }) => type === "literal")?.value ?? "-";
    const named = (one: string) =>
      parts.find(({ type }) => Object.entries(PARTS).some(([letter, name]) => letter === one && name === type));
    return wanted.map((one) => named(one)?.value ?? "").join(separator);
  };
}

export const timeOf = (instant: string): string => formats().clock(Date.parse(instant));
export const shortTimeOf = (instant: string | number): string => formats().shortClock(+new Date(instant));
/** Of a time that each day has, wherever one is. */
export const timeInDay = (hour: number, minute: number): string =>
  formats().ofDay.format(Date.UTC(2026, 0, 1, hour, minute));
export const shortDayOf = (instant: string | number): string => formats().shortDay(+new Date(instant));
/** Of a day by name, `2026-11-21`, which is the same in every time zone. */
export const shortDateOf = (date: string): string => formats().ofDate(Date.parse(`${date}T12:00:00Z`));
export const dayAndTimeOf = (instant: string | number): string => formats().dayAndClock(+new Date(instant));

const dayIn = inManner(
  ({ timeZone }) =>
    new Intl.DateTimeFormat("en-CA-u-ca-gregory-nu-latn", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    }),
);

/** `2026-11-21` where the browser is, or in the time zone that was chosen. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  if (manner().timeZone) return dayIn().format(at);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

/** "today" and "yesterday" in words, then the day by name; the year once it is another. */
export function dayNamed(day: string, now = Date.now(), language = locale()): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const today = Date.parse(`${dayOf(new Date(now).toISOString())}T12:00:00Z`);
  const daysAgo = Math.round((today - noon) / 86_400_000);
  if (daysAgo < 2) return capital(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-daysAgo, "day"));
  const { weekday, withYear } = formats();
  return capital((daysAgo < 300 ? weekday : withYear)(noon));
}
