import type { Queries } from "#db/database.ts";
import { Lru } from "#server/lru.ts";
import { perDatabase } from "#server/per-database.ts";
import { reportsOf } from "./queries.ts";
import { type Rhythm, rhythmIn } from "./usual-interval.ts";

const MOST_KEPT = 40;

export interface WrittenReport extends Rhythm {
  /** Seconds since the epoch. */
  readonly reported: number;
}

/** By home and mark. */
export const reportsKept = perDatabase(() => new Lru<string, ReadonlyMap<number, WrittenReport>>(MOST_KEPT));
type Marked = { home: number; mark: string; kept: ReturnType<typeof reportsKept> | undefined };

/** By entity: when it last reported and how often it does, as written down each three hours; read again only where that was. */
export async function writtenReports(tx: Queries, { home, mark, kept }: Marked) {
  const key = `${home} ${mark}`;
  const known = kept?.get(key);
  if (known) return known;
  const rows = await reportsOf(tx, home);
  const read = new Map(rows.map((row) => [row.key, { reported: row.reported, ...rhythmIn(row.intervals) }]));
  kept?.set(key, read);
  return read;
}
