/** A battery at the end of a day: days since the epoch, per cent. */
export interface Reading {
  readonly day: number;
  readonly percent: number;
}

/** Most devices have stopped by then. */
export const EMPTY_PERCENT = 3;
