import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Where } from "#server/store/memory/coverage.ts";

export type Reach = { is_read: boolean; back_seconds: number | null; absence_seconds: number };

/** How far back the recorder reached when it was first listened to, and the longest time since `from` in which nobody did. */
export const reachOf = (db: Queries, { connectionId }: Pick<Where, "connectionId">, from: string) =>
  db.row<Reach>(sql`
    with live as (
      select started_at, started_at - lag(ended_at) over (order by started_at) as before
      from memory.coverage
      where connection_id = ${connectionId}::uuid and source = 'live' and ended_at >= ${from}::timestamptz),
    read as (
      select state = 'done' as is_read, coalesce(oldest, reached) as oldest
      from memory.import
      where connection_id = ${connectionId}::uuid and part = 'history'),
    first as (
      select min(started_at) as started_at
      from memory.coverage
      where connection_id = ${connectionId}::uuid and source = 'live')
    select coalesce((select is_read from read), false) as is_read,
      (select extract(epoch from first.started_at - read.oldest)::float8 from first, read) as back_seconds,
      coalesce((select extract(epoch from max(before))::float8 from live), 0) as absence_seconds`);
