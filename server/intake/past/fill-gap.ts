import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { LogbookEntry } from "./contract.ts";
import { downtimesIn } from "./downtimes.ts";
import { fetchSpan, type PastParts, type Span } from "./fetch-span.ts";

const HOUR = 3_600_000_000; // microseconds
const SECOND = 1_000_000;
const WIDEST = 30 * 24 * HOUR;
/** A home in a storm says 50,000 things in it; wider pieces follow where it is calm. */
const FIRST_WIDTH = 5 * SECOND;
const NARROWEST = SECOND;
const FEW_ROWS = 1_500;
const MANY_ROWS = 5_000;
/** A home says something every few minutes (the sun alone does); a longer silence at the start of a span is a past that is gone. */
const SILENCE = HOUR;

export interface FillParts extends PastParts {
  keep(observations: Awaited<ReturnType<typeof fetchSpan>>["observations"]): Promise<number>;
  signal: AbortSignal;
  /** Between two questions. */
  breathe?(): Promise<void>;
  /** Everything after `reached` is here. */
  reached?(at: string, progress: { stored: number; rows: number }): Promise<void>;
}

export interface Filled {
  stored: number;
  /** The oldest thing that Home Assistant still told of the span. */
  oldest: string | undefined;
  /** When Home Assistant itself was down. */
  downtimes: Span[];
}

/** Asks for a span piece by piece, newest first, in pieces that Core answers quickly; the size of the next follows the rows of the last. */
export async function fillSpan(parts: FillParts, { from, to }: Span): Promise<Filled> {
  const start = toMicroseconds(from);
  let end = toMicroseconds(to);
  let width = FIRST_WIDTH;
  const logbook: LogbookEntry[] = [];
  const words: number[] = []; // microseconds of all that was recorded
  const filled: Filled = { stored: 0, oldest: undefined, downtimes: [] };
  while (end > start && !parts.signal.aborted) {
    const begin = Math.max(start, end - width);
    const piece = await fetchSpan(parts, { from: fromMicroseconds(begin), to: fromMicroseconds(end) });
    const stored = await parts.keep(piece.observations);
    filled.stored += stored;
    logbook.push(...piece.logbook);
    for (const { at } of piece.observations) words.push(toMicroseconds(at));
    filled.oldest = oldestOf(piece.observations.map(({ at }) => at)) ?? filled.oldest;
    end = begin;
    await parts.reached?.(fromMicroseconds(end), { stored, rows: piece.rows });
    width = nextWidth(width, piece.rows);
    if (end > start) await parts.breathe?.();
  }
  filled.downtimes = downtimesIn(logbook, words);
  return filled;
}

function nextWidth(width: number, rows: number): number {
  if (rows > MANY_ROWS) return Math.max(NARROWEST, Math.floor(width / 2));
  return rows < FEW_ROWS ? Math.min(WIDEST, width * 4) : width;
}

/** The part of a span that nobody remembers any more: before the oldest thing told, where a home would not be silent so long. */
export function lostPart({ from, to }: Span, oldest: string | undefined): Span | undefined {
  const until = oldest ?? to;
  return toMicroseconds(until) - toMicroseconds(from) > SILENCE ? { from, to: until } : undefined;
}

const oldestOf = (ats: readonly string[]): string | undefined =>
  ats.length === 0 ? undefined : ats.reduce((oldest, at) => (at < oldest ? at : oldest));
