import { Temporal } from "temporal-polyfill";
import { zonedAt } from "#server/zoned.ts";
import type { Stretch } from "./found.ts";

const MINUTE = 60_000_000; // microseconds
const HOUR = 60 * MINUTE;
/** Half a day less what nobody sleeps: how far from the middle of the night it is looked for. */
export const AROUND = 9 * HOUR;
/** Whoever gets up for a moment and is still again has not got up. */
const MOMENT = 15 * MINUTE;
const STILL = 30 * MINUTE;
const LEAST = 3 * HOUR;
const QUIETEST_HOURS = 3;
const LEAST_KNOWN = 100;

/** The hour of the day, by the home's clock, about which least happens; undefined where too little is known. */
export function middleOfTheNight(activity: readonly number[], timeZone: string): number | undefined {
  if (activity.length < LEAST_KNOWN) return undefined;
  const byHour = new Array<number>(24).fill(0);
  for (const at of activity) {
    const { hour } = zonedAt(at, timeZone);
    byHour[hour] = (byHour[hour] ?? 0) + 1;
  }
  const around = byHour.map((_, hour) =>
    Array.from({ length: QUIETEST_HOURS }, (_, i) => byHour[(hour + i - 1 + 24) % 24] ?? 0).reduce((a, b) => a + b, 0),
  );
  return middleOfLeast(around);
}

/** Where several hours on end are equally quiet, the one in their middle. */
function middleOfLeast(byHour: readonly number[]): number {
  const least = Math.min(...byHour);
  const isLeast = (hour: number) => byHour[(hour + 24) % 24] === least;
  let best = { start: 0, length: 0 };
  for (const [start] of byHour.entries()) {
    if (!isLeast(start) || isLeast(start - 1)) continue;
    let length = 1;
    while (length < 24 && isLeast(start + length)) length++;
    if (length > best.length) best = { start, length };
  }
  return (best.start + Math.floor(best.length / 2)) % 24;
}

/** Instants, in microseconds, of those middles of which the whole night is over within a stretch. */
export function nightsOver({ from, to }: Stretch, hour: number, timeZone: string): number[] {
  const at = (micros: number) => zonedAt(micros, timeZone);
  const nights: number[] = [];
  const last = at(to).toPlainDate();
  for (
    let day = at(from - AROUND).toPlainDate();
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    const middle = day.toZonedDateTime({ timeZone, plainTime: { hour, minute: 30 } }).epochMilliseconds * 1000;
    if (middle + AROUND > from && middle + AROUND <= to) nights.push(middle);
  }
  return nights;
}

/** The time about the middle of a night in which nobody was up for more than a moment. */
export function sleepAround(middle: number, activity: readonly number[]): Stretch | undefined {
  const near = activity.filter((at) => Math.abs(at - middle) <= AROUND);
  const stirs: { from: number; to: number }[] = [];
  for (const at of near) {
    const last = stirs.at(-1);
    if (last && at - last.to <= STILL) last.to = at;
    else stirs.push({ from: at, to: at });
  }
  const long = stirs.filter(({ from, to }) => to - from > MOMENT);
  const before = long.filter(({ from }) => from <= middle).at(-1);
  const after = long.find(({ from }) => from > middle);
  if (!before || !after || before.to > middle) return undefined;
  return after.from - before.to >= LEAST ? { from: before.to, to: after.from } : undefined;
}
