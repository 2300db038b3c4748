import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { ChartPoint } from "../contract.ts";
import { type Measure, nameOf } from "../entity-hour.ts";
import { HOUR } from "../five-minutes.ts";
import { combined, type Rollup } from "../rollup.ts";
import type { OpenHour } from "./open-hours.ts";
import { daysAround, daysOf, fiveMinutesOf, hoursOf, type Span } from "./queries.ts";
import { slotsIn } from "./slots-in.ts";

const SLOT = HOUR / 12;

/** One series over a span; `id` is null where nothing of it is rolled up yet. */
export type Line = Span & { id: number | null; measure: Measure; open: readonly OpenHour[]; timeZone: string };
/** By their start, in microseconds as `until` is. */
type Buckets = Map<number, { rollup: Rollup; until: number }>;

export async function fiveMinutePoints(db: Queries, line: Line): Promise<ChartPoint[]> {
  const buckets: Buckets = new Map();
  const add = (start: number, slots: readonly (Rollup | null)[], end = start + HOUR) =>
    slots.forEach((rollup, index) => {
      const at = start + index * SLOT;
      if (rollup) buckets.set(at, { rollup, until: Math.min(at + SLOT, end) });
      else buckets.delete(at);
    });
  const stored = line.id === null ? [] : await fiveMinutesOf(db, line.id, line);
  for (const row of stored) add(toMicroseconds(row.at), slotsIn(row));
  for (const { hour, until, measures } of line.open) {
    add(toMicroseconds(hour), ownOf(line, measures)?.slots ?? Array(12).fill(null), toMicroseconds(until));
  }
  return pointsIn(line, buckets);
}

export const hourPoints = async (db: Queries, line: Line): Promise<ChartPoint[]> =>
  pointsIn(line, await hourBuckets(db, line, line));

export async function dayPoints(db: Queries, line: Line): Promise<ChartPoint[]> {
  const buckets: Buckets = new Map();
  const days = line.id === null ? [] : await daysOf(db, line.id, line);
  for (const day of days) buckets.set(toMicroseconds(day.at), { rollup: day, until: toMicroseconds(day.until) });
  const openHours = line.open.map(({ hour }) => hour);
  const openDays = openHours.length === 0 ? [] : await daysAround(db, openHours, line.timeZone);
  for (const day of openDays) {
    const hours = [...(await hourBuckets(db, line, day)).entries()].sort(byStart);
    const rollup = combined(hours.map(([, hour]) => hour.rollup));
    if (hours.length > 0) buckets.set(toMicroseconds(day.from), { rollup, until: toMicroseconds(day.to) });
  }
  return pointsIn(line, buckets);
}

/** Those stored, with what is open laid over them. */
async function hourBuckets(db: Queries, line: Line, span: Span): Promise<Buckets> {
  const buckets: Buckets = new Map();
  const add = (hour: string, rollup: Rollup, until?: string) => {
    const at = toMicroseconds(hour);
    buckets.set(at, { rollup, until: until ? toMicroseconds(until) : at + HOUR });
  };
  const stored = line.id === null ? [] : await hoursOf(db, line.id, span);
  for (const row of stored) add(row.at, row);
  const [first, end] = [toMicroseconds(span.from) - HOUR, toMicroseconds(span.to)];
  for (const { hour, until, measures } of line.open) {
    if (toMicroseconds(hour) <= first || toMicroseconds(hour) >= end) continue;
    const own = ownOf(line, measures);
    if (own) add(hour, own.hour, until);
    else buckets.delete(toMicroseconds(hour));
  }
  return buckets;
}

const ownOf = ({ measure }: Line, measures: OpenHour["measures"]) =>
  measures.find((it) => nameOf(it.measure) === nameOf(measure));

function pointsIn({ from, to }: Span, buckets: Buckets): ChartPoint[] {
  const [first, end] = [toMicroseconds(from), toMicroseconds(to)];
  return [...buckets]
    .filter(([at, { until }]) => at < end && until > first)
    .sort(byStart)
    .map(([at, { until, rollup }]) => pointOf(rollup, fromMicroseconds(at), fromMicroseconds(until)));
}

const byStart = ([a]: [number, unknown], [b]: [number, unknown]): number => a - b;

const pointOf = ({ mean, min, max, last, change, count }: Rollup, at: string, until: string): ChartPoint => ({
  at,
  until,
  mean,
  min,
  max,
  last,
  change,
  count,
});
