// In the time zone and the manner of this browser; made once, because making one costs more than a hundred uses.
const hours = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
const hour = hours.hour12 ? "numeric" : "2-digit";
const clock = new Intl.DateTimeFormat(undefined, { hour, minute: "2-digit", second: "2-digit" });
const shortClock = new Intl.DateTimeFormat(undefined, { hour, minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const withYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour,
  minute: "2-digit",
});

export const timeOf = (instant: string): string => clock.format(new Date(instant));
export const shortTimeOf = (instant: string): string => shortClock.format(new Date(instant));
export const dayAndTimeOf = (instant: string): string => dayAndClock.format(new Date(instant));

/** `2026-11-21` where the browser is. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

/** "today" and "yesterday" in the browser's language, then the day by name; the year once it is another. */
export function dayNamed(day: string, now = Date.now(), language?: string): string {
  const noon = Date.parse(`${day}T12:00:00`);
  const daysAgo = Math.round((Date.parse(`${dayOf(new Date(now).toISOString())}T12:00:00`) - noon) / 86_400_000);
  if (daysAgo < 2) return capital(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-daysAgo, "day"));
  return capital((daysAgo < 300 ? weekday : withYear).format(noon));
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
