import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type GapRow, gapsIn, MOST_ROWS, recordedSince, statesIn } from "./queries.ts";
import type { State } from "./spells.ts";

const HOUR = 3_600_000_000; // microseconds
const DAY = 24 * HOUR;

export interface Between {
  /** Microseconds. */
  readonly from: number;
  readonly to: number;
}

/** What the memory holds of some entities, and what it does not. */
export interface Past {
  readonly between: Between;
  readonly states: ReadonlyMap<number, readonly State[]>;
  readonly gaps: readonly GapRow[];
  /** Rows that were read. */
  readonly rows: number;
  readonly isTooMuch: boolean;
}

export async function pastOf(tx: Queries, home: number, keys: readonly number[], between: Between): Promise<Past> {
  const span = { from: fromMicroseconds(between.from), to: fromMicroseconds(between.to) };
  const rows = keys.length > 0 ? await statesIn(tx, home, { ...span, keys }) : [];
  const states = new Map<number, State[]>(keys.map((key) => [key, []]));
  for (const { key, at, state, is_carried } of rows)
    states.get(key)?.push({ at: toMicroseconds(at), state, isCarried: is_carried });
  return {
    between,
    states,
    gaps: await gapsIn(tx, home, span),
    rows: rows.length - keys.length,
    isTooMuch: rows.length >= MOST_ROWS,
  };
}

/** What one past holds of a shorter span, as if that had been read by itself; undefined where it does not hold all of it. */
export function sliceOf(past: Past, keys: readonly number[], between: Between): Past | undefined {
  const { from, to } = between;
  if (past.isTooMuch || from < past.between.from || to > past.between.to) return undefined;
  if (!keys.every((key) => past.states.has(key))) return undefined;
  const states = new Map(keys.map((key) => [key, slice(past.states.get(key) ?? [], between)]));
  const rows = [...states.values()].reduce((sum, { length }) => sum + length, 0) - keys.length;
  const gaps = past.gaps.filter((gap) => toMicroseconds(gap.from) < to && toMicroseconds(gap.to) > from);
  return { between, states, gaps, rows, isTooMuch: false };
}

function slice(states: readonly State[], { from, to }: Between): State[] {
  const first = states.findIndex(({ at, isCarried }) => at >= from && !isCarried);
  const begun = first < 0 ? states.length : first;
  const before = states[begun - 1]?.state ?? null;
  const inside = states.slice(begun).filter(({ at }) => at < to);
  return [{ at: from, state: before, isCarried: true }, ...inside];
}

/** Since when there is a memory, in microseconds; the present where there is none. */
export async function beginningOf(tx: Queries, home: number, now: number) {
  const recorded = await recordedSince(tx, home);
  const since = recorded?.since ? Math.min(now, toMicroseconds(recorded.since)) : now;
  return { since, isStillReading: recorded?.is_still_reading ?? false };
}

/** Spans to look through, from the end backwards or from the beginning on, wider and wider, so that what was lately is found at once. */
export function* widening({ from, to }: Between, isBackwards: boolean): Generator<Between> {
  let width = DAY;
  for (let done = 0; done < to - from; ) {
    const next = Math.min(to - from, done + width);
    yield isBackwards ? { from: to - next, to: to - done } : { from: from + done, to: from + next };
    done = next;
    width *= 4;
  }
}

/** The same of several spans, one after the other. */
export function* partsOf(windows: readonly Between[], isBackwards: boolean): Generator<Between> {
  for (const window of isBackwards ? windows.toReversed() : windows) yield* widening(window, isBackwards);
}
