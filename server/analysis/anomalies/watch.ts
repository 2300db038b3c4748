import { type Extremes, farOut, noExtremes, type Reach } from "./extremes.ts";

/** Days that are looked at before anything is said. */
const LEARNS_DAYS = 18;
/** It is over when it is so near to what is usual. */
const OVER_BELOW = 0.7;
const BLOCK = 24;
/** Chosen by what is told falsely of homes: docs/decisions/0500-numeric-anomalies.md. */
export const hourMargin = 0.6;
/** Twice that, and a drift of a week has made itself usual before it is said. */
const CLIPPED = 4;

/** One number an hour, and since when it is farther out than it usually is at its farthest. */
export interface Watch {
  usual: Extremes;
  /** Hours in a row that were far out. */
  hours: number;
  /** Hour since the epoch; NaN: nothing is wrong. */
  since: number;
  far: number;
}

export const noWatch = (): Watch => ({ usual: noExtremes(), hours: 0, since: Number.NaN, far: 0 });

interface Seen {
  /** Since the epoch. */
  readonly hour: number;
  readonly value: number;
  /** Differences that are finer are none. */
  readonly finest: number;
  /** False: it is learned, but says nothing. */
  readonly isMeant: boolean;
}

interface Patience {
  /** Hours in a row that have to be far out until it is said. */
  readonly persists: number;
  readonly ofMargin: number;
  readonly isHeld: boolean;
  readonly margin: number;
}

/** Takes the number of an hour in. */
export function watchHour(of: Watch, seen: Seen, { persists, ofMargin, isHeld, margin }: Patience): void {
  const learns = { memory: 672, block: BLOCK, blocks: 28, deviations: 2, clipped: CLIPPED };
  const reach: Reach = { ...learns, margin: margin * ofMargin, isHeld };
  const far = farOut(of.usual, seen.value, seen.finest, reach);
  of.far = seen.isMeant && of.usual.blocks >= LEARNS_DAYS ? far : 0;
  of.hours = of.far > 1 ? of.hours + 1 : 0;
  if (Number.isNaN(of.since) && of.hours >= persists) of.since = seen.hour - of.hours + 1;
  if (of.far < OVER_BELOW) of.since = Number.NaN;
}
