import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { ChartPoint } from "../contract.ts";
import { type Measure, nameOf } from "../entity-hour.ts";
import { HOUR } from "../five-minutes.ts";
import { combined, type Rollup } from "../rollup.ts";
import type { OpenHour } from "./open-hours.ts";
import { daysAround, daysOf, type FiveMinutesPoint, fiveMinutesOf, hoursOf, type Span } from "./queries.ts";

const SLOT = HOUR / 12;

/** One series over a span; `id` is null where nothing of it is rolled up yet. */
export type Line = Span & { id: number | null; measure: Measure; open: readonly OpenHour[]; timeZone: string };

export async function fiveMinutePoints(db: Queries, line: Line): Promise<ChartPoint[]> {
  const points = new Map<number, ChartPoint>(); // by their start
  const add = (start: number, slots: readonly (Rollup | null)[], end = start + HOUR) =>
    slots.forEach((slot, index) => {
      const at = start + index * SLOT;
      if (slot) points.set(at, point(slot, at, Math.min(at + SLOT, end)));
      else points.delete(at);
    });
  if (line.id !== null)
    for (const row of await fiveMinutesOf(db, line.id, line)) add(toMicroseconds(row.at), slotsIn(row));
  for (const { hour, until, measures } of line.open) {
    add(toMicroseconds(hour), ownOf(line, measures)?.slots ?? Array(12).fill(null), toMicroseconds(until));
  }
  return within(line, points);
}

export async function hourPoints(db: Queries, line: Line): Promise<ChartPoint[]> {
  const points = new Map<number, ChartPoint>(); // by their start
  const hours = await hourRollups(db, line, line);
  for (const [at, hour] of hours) points.set(at, point(hour.rollup, at, hour.until));
  return within(line, points);
}

export async function dayPoints(db: Queries, line: Line): Promise<ChartPoint[]> {
  const points = new Map<number, ChartPoint>(); // by their start
  const days = line.id === null ? [] : await daysOf(db, line.id, line);
  for (const day of days)
    points.set(toMicroseconds(day.at), point(day, toMicroseconds(day.at), toMicroseconds(day.until)));
  const changing =
    line.open.length === 0
      ? []
      : await daysAround(
          db,
          line.open.map(({ hour }) => hour),
          line.timeZone,
        );
  for (const day of changing) {
    const hours = [...(await hourRollups(db, line, day)).values()];
    const at = toMicroseconds(day.from);
    if (hours.length > 0)
      points.set(at, point(combined(hours.map(({ rollup }) => rollup)), at, toMicroseconds(day.to)));
  }
  return within(line, points);
}

/** By their start: those stored, with what is open laid over them. */
async function hourRollups(db: Queries, line: Line, span: Span) {
  const hours = new Map<number, { rollup: Rollup; until: number }>();
  if (line.id !== null)
    for (const row of await hoursOf(db, line.id, span)) {
      const at = toMicroseconds(row.at);
      hours.set(at, { rollup: row, until: at + HOUR });
    }
  for (const { hour, until, measures } of line.open) {
    if (toMicroseconds(hour) < toMicroseconds(span.from) - HOUR || toMicroseconds(hour) >= toMicroseconds(span.to))
      continue;
    const own = ownOf(line, measures);
    if (own) hours.set(toMicroseconds(hour), { rollup: own.hour, until: toMicroseconds(until) });
  }
  return new Map([...hours].sort(([a], [b]) => a - b));
}

const ownOf = ({ measure }: Line, measures: OpenHour["measures"]) =>
  measures.find((it) => nameOf(it.measure) === nameOf(measure));

/** An hour without a report has no twelve values of its own. */
function slotsIn({ counts, means, weights, mins, maxs, lasts, changes, ...hour }: FiveMinutesPoint): (Rollup | null)[] {
  if (!counts || !lasts)
    return Array.from({ length: 12 }, () => ({ ...hour, weight: hour.weight && hour.weight / 12 }));
  return lasts.map((last, index) => {
    const at = (values: (number | null)[] | null) => values?.[index] ?? null;
    if (last === null) return null;
    const means_ = { mean: at(means), weight: at(weights) };
    return { count: counts[index] ?? 0, ...means_, min: at(mins), max: at(maxs), last, change: at(changes) };
  });
}

const point = ({ mean, min, max, last, change, count }: Rollup, at: number, until: number): ChartPoint => ({
  at: fromMicroseconds(at),
  until: fromMicroseconds(until),
  mean,
  min,
  max,
  last,
  change,
  count,
});

function within({ from, to }: Span, points: ReadonlyMap<number, ChartPoint>): ChartPoint[] {
  const [first, end] = [toMicroseconds(from), toMicroseconds(to)];
  return [...points]
    .filter(([at, { until }]) => at < end && (until === undefined || toMicroseconds(until) > first))
    .sort(([a], [b]) => a - b)
    .map(([, it]) => it);
}
