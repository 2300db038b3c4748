import { hour, type Microseconds, minute } from "../moment.ts";
import type { WallClock } from "../wall-clock.ts";
import type { Entity } from "./entity.ts";
import { countsSum, measured, type Slot } from "./measured.ts";

export const statisticTypes = ["change", "last_reset", "max", "mean", "min", "state", "sum"] as const;
export type StatisticType = (typeof statisticTypes)[number];
export const periods = ["5minute", "hour", "day", "week", "month", "year"] as const;
type Period = (typeof periods)[number];

export const hasStatistics = ({ domain, attributes }: Entity): boolean =>
  domain === "sensor" && attributes.state_class !== undefined;

/** The slots that ended by now, of those that begin at `from` or later and before `to`; and the sum at `from`. */
export function slotsOf(
  entity: Entity,
  period: Period,
  { from, to, now, begin }: { from: Microseconds; to: Microseconds; now: Microseconds; begin: Microseconds },
  wallClock: WallClock,
): { slots: Slot[]; sumBefore: number } {
  const step = period === "5minute" ? 5 * minute : hour;
  // A sum is counted from the beginning of all, a mean needs its own slot only
  const first = countsSum(entity) ? begin : Math.max(begin, from);
  const until = Math.floor(Math.min(now, to + step) / step) * step;
  const fine = measured(entity, { step, from: Math.floor(first / step) * step, to: until });
  const wanted = fine.filter(({ start }) => start >= from && start < to);
  const sumBefore = fine.findLast(({ start }) => start < from)?.sum ?? 0;
  const isFine = period === "5minute" || period === "hour";
  return { slots: isFine ? wanted : reduced(wanted, period, wallClock), sumBefore };
}

/** Hours into days and longer; the last hour gives state and sum. */
function reduced(hours: Slot[], period: Period, wallClock: WallClock): Slot[] {
  const spans = new Map<Microseconds, { end: Microseconds; slots: Slot[] }>();
  for (const slot of hours) {
    const { start, end } = spanAround(slot.start, period, wallClock);
    const span = spans.get(start);
    if (span) span.slots.push(slot);
    else spans.set(start, { end, slots: [slot] });
  }
  return [...spans].map(([start, { end, slots }]) => ({
    start,
    end,
    mean: average(slots.flatMap(({ mean }) => mean ?? [])),
    min: slots.reduce<number | null>((low, { min }) => (min === null ? low : Math.min(low ?? min, min)), null),
    max: slots.reduce<number | null>((high, { max }) => (max === null ? high : Math.max(high ?? max, max)), null),
    state: slots.at(-1)?.state ?? null,
    sum: slots.at(-1)?.sum ?? null,
  }));
}

const average = (values: number[]): number | null =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;

/** The day, week, month or year that the home's clocks show. */
export function spanAround(at: Microseconds, period: Period, wallClock: WallClock): { start: number; end: number } {
  const shown = new Date(wallClock.wall(at) / 1000);
  const [year, month, date] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()];
  if (period === "year") return { start: wallClock.at(year, 0, 1), end: wallClock.at(year + 1, 0, 1) };
  if (period === "month") return { start: wallClock.at(year, month, 1), end: wallClock.at(year, month + 1, 1) };
  const days = period === "week" ? 7 : 1;
  const first = period === "week" ? date - ((shown.getUTCDay() + 6) % 7) : date;
  return { start: wallClock.at(year, month, first), end: wallClock.at(year, month, first + days) };
}
