import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";

/** As often as the real one looks, in simulated time. */
export const WAL_WRITER_EVERY = { seconds: 10 };
/** Its round takes a millisecond or two. */
const ROUND_MS = 10;

/**
 * The real WAL writer in simulated time. It takes full pages to the disk, here at the commit that fills them; where none was filled since
 * it looked last, it takes the page that is not full. Reading the settings anew wakes every process of the server.
 * Source: PostgreSQL, src/backend/access/transam/xlog.c, XLogBackgroundFlush
 */
export function walWriter(db: Database) {
  const flushed = async () =>
    (await db.owner.row<{ at: string }>(sql`select pg_current_wal_flush_lsn()::text as at`))?.at;
  let seen: string | undefined;
  return async (): Promise<void> => {
    const now = await flushed();
    if (now === seen) {
      await db.owner.rows(sql`select pg_reload_conf()`);
      await pause(ROUND_MS);
    }
    seen = await flushed();
  };
}
