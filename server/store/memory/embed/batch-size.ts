export const MOST_AT_ONCE = 250;
const LEAST_AT_ONCE = 10;
/** Where all share one session, everybody waits for the insert into the index meanwhile. */
const HELD_MS = 500;

/** How many sentences get their vectors at once, after so many took so long. */
export const nextSize = (size: number, tookMs: number): number =>
  Math.max(LEAST_AT_ONCE, Math.min(MOST_AT_ONCE, Math.round(size * Math.min(2, HELD_MS / Math.max(1, tookMs)))));
