import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { flushWal } from "#server/intake/queries.ts";

/** As often as the real one looks, in simulated time. */
export const WAL_WRITER_EVERY = { seconds: 10 };

/**
 * The WAL writer's timer in simulated time. Full pages the real one takes to the disk, here at the commit that fills them; where none was filled since
 * it looked last, the page that is not full goes there too. Source: PostgreSQL, src/backend/access/transam/xlog.c, XLogBackgroundFlush
 */
export function walWriter(db: Database) {
  const flushed = async () =>
    (await db.owner.row<{ at: string }>(sql`select pg_current_wal_flush_lsn()::text as at`))?.at;
  let seen: string | undefined;
  return async (): Promise<void> => {
    if ((await flushed()) === seen) await flushWal(db.owner);
    seen = await flushed();
  };
}
