import { inManner } from "../look/locale.ts";
import { timeInDay } from "../look/moments.ts";
import { ofSchedules } from "../words/of-schedules.ts";

/** A Sunday, as day 0 of cron. */
const SUNDAY = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

const weekdays = inManner(({ dates }) => new Intl.DateTimeFormat(dates, { weekday: "long", timeZone: "UTC" }));

/** "every 30 min" or five fields of cron, as a person says it; a plan of another shape as it is. */
export function timesTold(times: string): string {
  const { times: say } = ofSchedules();
  const minutes = /^every (\d+) min$/.exec(times)?.[1];
  if (minutes) return say.minutes(Number(minutes));
  if (times === "0 * * * *") return say.hourly;
  const [, minute, hour, weekday] = /^(\d+) (\d+) \* \* (\*|\d)$/.exec(times) ?? [];
  if (minute === undefined || hour === undefined || weekday === undefined) return say.other(times);
  const at = timeInDay(Number(hour), Number(minute));
  return weekday === "*" ? say.daily(at) : say.weekly(weekdays().format(SUNDAY + Number(weekday) * DAY_MS), at);
}
