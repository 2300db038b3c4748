import type { RolledHour } from "#server/analysis/anomalies/hour-detector.ts";
import type { Reading } from "./series.ts";

const HOUR_MS = 3_600_000;
const SLOT_MS = HOUR_MS / 12;

/** What is known of the hour that goes on. */
interface Open {
  hour: number;
  weight: number;
  sum: number;
  low: number;
  high: number;
  last: number;
  at: number;
  isExplained: boolean;
}

/** Readings as the hours that the server keeps of them: a number holds until the next one, or until it is unavailable. */
export function* rolledHours(readings: Iterable<Reading>): Generator<RolledHour> {
  let open: Open | undefined;
  for (const { at, offset, value, isExplained } of readings) {
    const local = at + offset;
    if (open && local < open.at) continue;
    while (open && Math.floor(local / HOUR_MS) > open.hour) {
      carry(open, (open.hour + 1) * HOUR_MS);
      if (open.weight > 0) yield closed(open);
      open = begun(open.hour + 1, open.last, isExplained);
    }
    open ??= begun(Math.floor(local / HOUR_MS), Number.NaN, isExplained);
    carry(open, local);
    Object.assign(open, { last: value, isExplained });
    if (Number.isNaN(value)) continue;
    open.low = Math.min(open.low, value);
    open.high = Math.max(open.high, value);
    if (open.weight === 0) open.weight = Number.MIN_VALUE;
  }
}

function begun(hour: number, last: number, isExplained: boolean): Open {
  const held = Number.isNaN(last)
    ? { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }
    : { low: last, high: last };
  return { hour, weight: 0, sum: 0, last, at: hour * HOUR_MS, isExplained, ...held };
}

function carry(open: Open, until: number): void {
  const held = Math.max(0, until - open.at);
  if (!Number.isNaN(open.last) && held > 0) {
    open.weight += held;
    open.sum += held * open.last;
  }
  open.at = until;
}

const closed = ({ hour, weight, sum, low, high, isExplained }: Open): RolledHour => ({
  ...{ hour, low, high, isExplained },
  mean: weight >= SLOT_MS ? sum / weight : (low + high) / 2,
});
