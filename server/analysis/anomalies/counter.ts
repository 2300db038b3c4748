import { HOUR_MS } from "./hours.ts";

/** The last reading of a counter; NaN: none. */
export interface Counter {
  at: number;
  last: number;
}

export const noCounter = (): Counter => ({ at: Number.NaN, last: Number.NaN });

/** What a counter counts an hour, since its last reading: one that is less than before began anew at nil. NaN where that cannot be said. */
export function rateOf(of: Counter, at: number, value: number): number {
  const { at: since, last } = of;
  if (Number.isNaN(value) || at <= since) return Number.NaN;
  Object.assign(of, { at, last: value });
  return (value < last ? value : value - last) / ((at - since) / HOUR_MS);
}
