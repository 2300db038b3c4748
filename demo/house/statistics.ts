import { hour, type Microseconds, minute } from "../moment.ts";
import type { WallClock } from "../wall-clock.ts";
import type { Entity } from "./entity.ts";

export const statisticTypes = ["change", "last_reset", "max", "mean", "min", "state", "sum"] as const;
export type StatisticType = (typeof statisticTypes)[number];
export const periods = ["5minute", "hour", "day", "week", "month", "year"] as const;
export type Period = (typeof periods)[number];

/** What was measured between `start` and `end`, or counted up to `end`. */
export interface Slot {
  start: Microseconds;
  end: Microseconds;
  mean: number | null;
  min: number | null;
  max: number | null;
  state: number | null;
  sum: number | null;
}

const totals = new Set(["total", "total_increasing"]);

export const countsSum = ({ attributes }: Entity): boolean => totals.has(String(attributes.state_class));
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

/** A level between its samples is the one before; a total that falls by a tenth began anew. Source: homeassistant/components/sensor/recorder.py */
function measured(
  entity: Entity,
  { step, from, to }: { step: Microseconds; from: Microseconds; to: Microseconds },
): Slot[] {
  const slots: Slot[] = [];
  const isTotal = countsSum(entity);
  const canFall = entity.attributes.state_class === "total";
  let slot = emptySlot(from, step);
  let level = numberIn(entity.stateBefore(from)?.state);
  let since = from;
  let weighted = 0;
  let seconds = 0;
  let sum = 0;

  function hold(until: Microseconds) {
    if (level !== undefined) {
      weighted += level * (until - since);
      seconds += until - since;
      slot.min = Math.min(slot.min ?? level, level);
      slot.max = Math.max(slot.max ?? level, level);
    }
    since = until;
  }
  function turn() {
    hold(slot.end);
    if (isTotal && level !== undefined) slots.push({ ...slot, min: null, max: null, state: level, sum });
    if (!isTotal && seconds > 0) slots.push({ ...slot, mean: weighted / seconds });
    slot = emptySlot(slot.end, step);
    weighted = 0;
    seconds = 0;
  }

  for (const { state, updated } of entity.statesBetween(from - 1, to)) {
    while (updated >= slot.end) turn();
    hold(updated);
    const value = numberIn(state);
    if (isTotal && value === undefined) continue;
    if (isTotal && value !== undefined && level !== undefined) {
      const beganAnew = !canFall && value < 0.9 * level;
      sum += beganAnew ? value : value - level;
    }
    level = value; // while it is unavailable, no level is held
  }
  while (slot.end <= to) turn();
  return slots;
}

function numberIn(state: string | undefined): number | undefined {
  const value = state === undefined || state.trim() === "" ? Number.NaN : Number(state);
  return Number.isNaN(value) ? undefined : value;
}

const emptySlot = (start: Microseconds, step: Microseconds): Slot => ({
  start,
  end: start + step,
  mean: null,
  min: null,
  max: null,
  state: null,
  sum: null,
});

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
