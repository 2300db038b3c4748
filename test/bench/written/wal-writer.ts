import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";

const DELAY_MS = 10_000;

type Positions = { flushed: string; inserted: string };

/**
 * The WAL writer's timer in simulated time: what waits in a page that is not full goes to the disk ten seconds after the last write.
 * Full pages it writes by itself, woken by the commit. Source: PostgreSQL, src/backend/access/transam/xlog.c, XLogBackgroundFlush
 */
export function walWriter(db: Database, now: () => number) {
  let last = { flushed: "", at: 0 };
  return async (): Promise<void> => {
    const seen = await db.owner.row<Positions>(sql`
      select pg_current_wal_flush_lsn()::text as flushed, pg_current_wal_insert_lsn()::text as inserted`);
    if (!seen) return;
    if (seen.flushed !== last.flushed) last = { flushed: seen.flushed, at: now() };
    else if (seen.inserted !== seen.flushed && now() - last.at >= DELAY_MS)
      await db.owner.rows(sql`select pg_current_xact_id()`); // its commit takes all before it to the disk
  };
}
