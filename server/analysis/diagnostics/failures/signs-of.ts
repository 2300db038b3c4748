import type { Device } from "../house-now.ts";
import type { Outage } from "./own-outages.ts";
import type { Signs } from "./signs.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A device that was out of reach for so long has failed, whatever brought it back. */
export const LASTING_SECONDS = 12 * HOUR;
const PAST_SECONDS = 90 * DAY;
/** Fewer have no pace. By chance alone a pause eight times as long as usual comes once in three thousand. */
const LEAST_FLAPS = 4;
const CALM_TIMES = 8;
/** Decibels of a radio that count as a whole link. */
const DECIBELS = 40;

/** What the daily means of a device's link say: this week, and the four before. */
export interface LinkMeans {
  readonly unit: string | null;
  readonly now: number;
  readonly before: number;
}

export interface Past {
  readonly outages: readonly Outage[];
  readonly link: LinkMeans | undefined;
  readonly restartsWeek: number;
  /** Before this nothing of the home is remembered, in seconds since the epoch; undefined: of four weeks all is. */
  readonly since?: number | undefined;
}

/** What a device shows now, `now` in seconds since the epoch; undefined where nothing is to be foretold, since it has failed already. */
export function signsOf(
  { things }: Device,
  { outages, link, restartsWeek, since = 0 }: Past,
  now: number,
): Signs | undefined {
  const within = (from: number, to: number) => outages.filter((one) => one.from > now - from && one.from <= now - to);
  const lasted = ({ from, to }: Outage) => to - from;
  if (things.length === 0 || things.every(({ state }) => state === "unavailable")) return undefined;
  const fortnight = within(2 * WEEK, 0)
    .map(lasted)
    .filter((seconds) => seconds < LASTING_SECONDS);
  return {
    flapsWeek: hasCalmed(within(WEEK, 0), now) ? 0 : within(WEEK, 0).length,
    flapsUsual: within(4 * WEEK, WEEK).length / Math.min(3, Math.max(1, (now - since) / WEEK - 1)),
    longestHours: Math.max(0, ...fortnight) / HOUR,
    failures: within(PAST_SECONDS, 0).filter((one) => lasted(one) >= LASTING_SECONDS).length,
    silence: silenceOf(things, now),
    linkDrop: link ? dropOf(link) : 0,
    batteryDays: batteryOf(things, now),
    restartsWeek,
  };
}

/** What came in quick succession and then stayed away for many times as long is over, whatever it was. */
function hasCalmed(week: readonly Outage[], now: number): boolean {
  const [first, last] = [week[0], week.at(-1)];
  if (!first || !last || week.length < LEAST_FLAPS) return false;
  const apart = (last.from - first.from) / (week.length - 1);
  return now - last.to > Math.max(DAY, CALM_TIMES * apart);
}

/** Of the entity that has reported last: any of them shows that the device lives. */
function silenceOf(things: Device["things"], now: number): number {
  const known = things.flatMap(({ rhythm }) =>
    rhythm && rhythm.intervals >= 50 && Number.isFinite(rhythm.usual) ? [rhythm] : [],
  );
  return known.length === 0 ? 0 : Math.min(...known.map((one) => (now - one.lastReported) / (4 * one.usual)));
}

const dropOf = ({ unit, now, before }: LinkMeans): number =>
  unit === "dBm" || unit === "dB" ? (before - now) / DECIBELS : before > 0 ? (before - now) / before : 0;

function batteryOf(things: Device["things"], now: number): number | null {
  const days = things.flatMap(({ foretold }) =>
    foretold ? [(Date.parse(foretold.expected_on) / 1000 - now) / DAY] : [],
  );
  return days.length === 0 ? null : Math.min(...days);
}
