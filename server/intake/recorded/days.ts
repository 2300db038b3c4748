import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import type { Position } from "#server/store/memory/recorded/recorded-import.ts";
import type { RecorderDatabase } from "./recorder-database.ts";

const DAY = 86_400; // seconds
const Found = z.tuple([z.coerce.number(), z.number()]);

type Table = { name: "states" | "events"; id: string; at: string };
export type Ids = { states: number; events: number };

const TABLES: readonly Table[] = [
  { name: "states", id: "state_id", at: "last_updated_ts" },
  { name: "events", id: "event_id", at: "time_fired_ts" },
];

/**
 * The next part of an import: ids above `lo` up to `hi`, which are about a day of UTC, because days are written side by side. Ids follow the
 * clock but for its jumps; a row that does not is in one part all the same, and goes to its own day. Undefined where nothing is left.
 */
export async function nextDay(db: RecorderDatabase, { lo, at, hi }: Position, top: Ids) {
  if (lo && at && hi && (at.states < hi.states || at.events < hi.events)) return { lo, at, hi };
  const below = lo ?? top;
  const last = await Promise.all(TABLES.map((table) => lastRow(db, table, below[table.name])));
  const newest = Math.max(...last.map((row) => row?.seconds ?? -Infinity));
  if (newest === -Infinity) return undefined;
  const midnight = Math.floor(newest / DAY) * DAY;
  const next = { states: 0, events: 0 };
  for (const table of TABLES) next[table.name] = await lastBefore(db, table, { hi: below[table.name], midnight });
  return { lo: next, at: next, hi: below };
}

async function lastRow(db: RecorderDatabase, { name, id, at }: Table, below: number) {
  const [row] = await db.rows(sql`
    select ${raw(id)}, ${raw(at)}
    from ${raw(name)}
    where ${raw(id)} <= ${below} and ${raw(at)} is not null
    order by ${raw(id)} desc
    limit 1`);
  return found(row);
}

/** The last id before an instant, by halves; `hi` where all are. */
async function lastBefore(
  db: RecorderDatabase,
  table: Table,
  { hi, midnight }: { hi: number; midnight: number },
): Promise<number> {
  const newest = await lastRow(db, table, hi);
  if (!newest || newest.seconds < midnight) return hi;
  let [before, after] = [0, newest.id];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const row = await lastRow(db, table, middle);
    if (!row || row.seconds < midnight) before = middle;
    else after = row.id;
  }
  return after - 1;
}

/** How many rows of states are older than an instant. */
export async function statesBefore(db: RecorderDatabase, hi: number, seconds: number): Promise<number> {
  const [row] = await db.rows(sql`select min(state_id) from states`);
  const lowest = z.coerce.number().parse(row?.[0] ?? 0);
  const table = TABLES[0];
  if (!table || lowest === 0) return 0;
  return Math.max(0, (await lastBefore(db, table, { hi, midnight: seconds })) - lowest + 1);
}

function found(row: unknown[] | undefined): { id: number; seconds: number } | undefined {
  if (!row) return undefined;
  const [id, seconds] = Found.parse(row);
  return { id, seconds };
}
