import { HOUR_MS } from "./hours.ts";

/** Readings, and time, before a range is one. */
const LEARNS_MS = 14 * 24 * HOUR_MS;
const LEARNS_READINGS = 300;
/** How long it is said. */
const LASTS_MS = 24 * HOUR_MS;

/** Single readings outside of everything that was ever read by as much as its whole range, as sensors give that fail to answer. */
export interface Spikes {
  begun: number;
  readings: number;
  low: number;
  high: number;
  /** The last two; NaN: none. */
  before: number;
  last: number;
  since: number;
  expected: number;
  seen: number;
  beyond: number;
}

export const noSpikes = (): Spikes => ({
  ...{ begun: Number.NaN, readings: 0, low: Number.NaN, high: Number.NaN, before: Number.NaN, last: Number.NaN },
  ...{ since: Number.NaN, expected: 0, seen: 0, beyond: 0 },
});

/** Takes a reading in; the one before it was a spike where this one is back to what is usual. */
export function noteSpike(of: Spikes, localMs: number, value: number): void {
  if (Number.isNaN(of.begun)) of.begun = localMs;
  if (localMs - of.since > LASTS_MS) of.since = Number.NaN;
  const { before, last } = of;
  of.before = last;
  of.last = value;
  if (Number.isNaN(last) || Number.isNaN(value)) return;
  const range = of.high - of.low;
  const nearest = Math.min(Math.max(last, of.low), of.high);
  const beyond = range > 0 ? Math.abs(last - nearest) / range : 0;
  const isIn = (one: number) => one >= of.low && one <= of.high;
  if (beyond > 1 && isIn(before) && isIn(value)) {
    if (localMs - of.begun < LEARNS_MS || of.readings < LEARNS_READINGS) return;
    Object.assign(of, { since: localMs, expected: nearest, seen: last, beyond });
    of.before = Number.NaN;
    return;
  }
  of.readings++;
  of.low = Number.isNaN(of.low) ? last : Math.min(of.low, last);
  of.high = Number.isNaN(of.high) ? last : Math.max(of.high, last);
}
