import { inLocale, locale } from "./locale.ts";

/** In the time zone of this browser. */
const formats = inLocale((spoken) => {
  const hours = new Intl.DateTimeFormat(spoken, { hour: "numeric" }).resolvedOptions();
  const hour = hours.hour12 ? "numeric" : "2-digit";
  const written = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(spoken, parts);
  return {
    clock: written({ hour, minute: "2-digit", second: "2-digit" }),
    shortClock: written({ hour, minute: "2-digit" }),
    weekday: written({ weekday: "long", day: "numeric", month: "long" }),
    withYear: written({ day: "numeric", month: "long", year: "numeric" }),
    dayAndClock: written({ day: "numeric", month: "short", hour, minute: "2-digit" }),
  };
});

export const timeOf = (instant: string): string => formats().clock.format(new Date(instant));
export const shortTimeOf = (instant: string): string => formats().shortClock.format(new Date(instant));
export const dayAndTimeOf = (instant: string): string => formats().dayAndClock.format(new Date(instant));

/** `2026-11-21` where the browser is. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

/** "today" and "yesterday" in words, then the day by name; the year once it is another. */
export function dayNamed(day: string, now = Date.now(), language = locale()): string {
  const noon = Date.parse(`${day}T12:00:00`);
  const daysAgo = Math.round((Date.parse(`${dayOf(new Date(now).toISOString())}T12:00:00`) - noon) / 86_400_000);
  if (daysAgo < 2) return capital(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-daysAgo, "day"));
  const { weekday, withYear } = formats();
  return capital((daysAgo < 300 ? weekday : withYear).format(noon));
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
