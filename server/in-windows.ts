import { fromMicroseconds, toMicroseconds } from "./instant.ts";

/** From one instant up to another, and how many rows of it are wanted at most. */
export type Window = { from: string; to: string; most: number };

const MINUTE = 60_000_000; // microseconds
const WIDEST = 7 * 24 * 60 * MINUTE;
const MOST = 20_000;
/** A second of more is read as it is. */
const NARROWEST = 1_000_000;
const UNBOUNDED = 1_000_000;

/** Reads a span piece by piece: narrower where much happened, wider where little did, so that one piece is always of a bounded size. */
export async function* inWindows<Row>(
  span: { from: string; to: string },
  read: (window: Window) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const end = toMicroseconds(span.to);
  let width = 10 * MINUTE;
  for (let at = toMicroseconds(span.from); at < end; ) {
    const until = Math.min(at + width, end);
    const isNarrowest = width <= NARROWEST;
    const window = { from: fromMicroseconds(at), to: fromMicroseconds(until) };
    const rows = await read({ ...window, most: isNarrowest ? UNBOUNDED : MOST + 1 });
    if (rows.length > MOST && !isNarrowest) {
      width = Math.max(NARROWEST, Math.floor(width / 8));
      continue;
    }
    if (rows.length > 0) yield rows;
    at = until;
    if (rows.length < MOST / 4) width = Math.min(WIDEST, width * 2);
  }
}
