export const HOUR_MS = 3_600_000;
/** A value is taken to last until the next one, but not for longer. */
const LASTS_MS = 3 * HOUR_MS;
/** So much of an hour must be known. */
const KNOWN_MS = HOUR_MS / 2;

export interface Hour {
  /** Hours since the epoch, by the home's clock. */
  readonly hour: number;
  /** Weighed by time. */
  readonly mean: number;
  /** How much it went up and down, in all. */
  readonly variation: number;
}

/** The hour that is going on. Times are milliseconds by the home's clock; NaN: none yet, or not known. */
export interface OpenHour {
  hour: number;
  lastAt: number;
  last: number;
  weight: number;
  sum: number;
  variation: number;
}

export const noHour = (): OpenHour => ({
  ...{ hour: Number.NaN, lastAt: Number.NaN, last: Number.NaN, weight: 0, sum: 0, variation: 0 },
});

/**
 * Takes a reading in (NaN: unavailable from now on) and answers the hours that ended with it, four at most. One from before the last is left out, as when
 * clocks go back; where it lies hours before, time begins anew.
 */
export function hoursEndedBy(open: OpenHour, localMs: number, value: number): Hour[] {
  if (localMs < open.lastAt) {
    if (open.lastAt - localMs <= 2 * HOUR_MS) return [];
    Object.assign(open, noHour());
  }
  const ended = localMs - open.lastAt <= LASTS_MS ? carriedOn(open, localMs, value) : begunAnew(open, localMs);
  open.lastAt = localMs;
  open.last = value;
  return ended;
}

function carriedOn(open: OpenHour, localMs: number, value: number): Hour[] {
  const ended: Hour[] = [];
  while (Math.floor(localMs / HOUR_MS) > open.hour) ended.push(...closed(open));
  carry(open, localMs);
  const step = Math.abs(value - open.last);
  if (!Number.isNaN(step)) open.variation += step;
  return ended;
}

function begunAnew(open: OpenHour, localMs: number): Hour[] {
  const ended = Number.isNaN(open.hour) ? [] : closed(open);
  Object.assign(open, noHour(), { hour: Math.floor(localMs / HOUR_MS) });
  return ended;
}

function closed(open: OpenHour): Hour[] {
  carry(open, Math.max(open.lastAt, (open.hour + 1) * HOUR_MS));
  const { hour, weight, sum, variation } = open;
  Object.assign(open, { hour: hour + 1, weight: 0, sum: 0, variation: 0 });
  return weight < KNOWN_MS ? [] : [{ hour, mean: sum / weight, variation }];
}

function carry(open: OpenHour, until: number): void {
  if (!Number.isNaN(open.last)) {
    open.weight += until - open.lastAt;
    open.sum += (until - open.lastAt) * open.last;
  }
  open.lastAt = until;
}

export const modulo = (value: number, by: number): number => ((value % by) + by) % by;
