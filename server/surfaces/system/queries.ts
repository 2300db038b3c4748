import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type DatabaseFacts = { version: string; bytes: number; events: number };

/** Rows are estimated from the statistics of the planner, because counting reads them all. */
export const databaseFacts = (db: Queries) =>
  db.row<DatabaseFacts>(sql`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      coalesce((
        select sum(greatest(child.reltuples, 0))
        from pg_inherits
        join pg_class as child on child.oid = inhrelid
        where inhparent = 'memory.event'::regclass), 0)::bigint as events`);
