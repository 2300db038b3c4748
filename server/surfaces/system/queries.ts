import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** Of events, as measured: 60 bytes each. */
const ROWS_A_PAGE = 125;

export type DatabaseFacts = { version: string; bytes: number; events: number };

/** Some half a million rows are counted in a tenth of a second; a memory of years is estimated. */
const COUNTED_BYTES = 32 * 2 ** 20;

/**
 * Counted while that is cheap. Beyond, each day by its size and how densely the last look of the planner found it packed; a day that it
 * has not seen yet is taken to be as dense as all others.
 */
export async function databaseFacts(db: Queries): Promise<DatabaseFacts | undefined> {
  const facts = await db.row<DatabaseFacts & { event_bytes: number; sealed: number }>(sql`
    with day as (
      select pg_relation_size(child.oid) as bytes,
        case when child.reltuples >= 0 and child.relpages > 0 then child.reltuples end as tuples, child.relpages as pages
      from pg_inherits
      join pg_class as child on child.oid = inhrelid
      where inhparent = 'memory.event'::regclass),
    density as (
      select coalesce(sum(tuples) / nullif(sum(pages) filter (where tuples is not null), 0), ${ROWS_A_PAGE}::float8) as usual
      from day)
    select current_setting('server_version') as version, memory.database_bytes() as bytes,
      coalesce(sum(day.bytes), 0)::bigint as event_bytes,
      coalesce(round(sum(coalesce(tuples / nullif(pages, 0), usual) * day.bytes / current_setting('block_size')::int)), 0)::bigint as events,
      (select coalesce(sum(n), 0) from memory.sealed)::bigint as sealed
    from density
    left join day on true`);
  if (!facts) return undefined;
  const { event_bytes, sealed, ...told } = facts;
  if (event_bytes > COUNTED_BYTES) return { ...told, events: told.events + sealed };
  const counted = await db.row<{ events: number }>(sql`select count(*) as events from memory.event`);
  return { ...told, events: (counted?.events ?? 0) + sealed };
}
