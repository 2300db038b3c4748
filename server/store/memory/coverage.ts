import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type Where = { home: number; connectionId: string };
export type Gap = {
  from: string;
  to: string;
  reason: string;
  missing: "everything" | "events" | "unrecorded entities";
  entities?: string[];
};

/** The reason of a gap in which there was nothing to hear. */
export const NOT_RUNNING = "Home Assistant was not running";

/** A new span of live remembering; its end moves on as long as it lasts. */
export const startCoverage = async (db: Queries, { home, connectionId }: Where, from: string): Promise<number> => {
  const row = await db.row<{ id: number }>(sql`
    insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
    values (${home}, ${connectionId}, 'live', ${from}, ${from})
    returning id`);
  return row?.id ?? 0;
};

export const extendCoverage = (db: Queries, id: number, to: string) =>
  db.run(sql`
    update memory.coverage
    set ended_at = greatest(ended_at, ${to}::timestamptz)
    where id = ${id}`);

export const keepHistoryCoverage = (db: Queries, { home, connectionId }: Where, span: { from: string; to: string }) =>
  db.run(sql`
    insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
    values (${home}, ${connectionId}, 'history', ${span.from}, ${span.to})`);

/** Spans side by side of one source become one, so that an import leaves one row, not a thousand. */
export const mergeHistoryCoverage = (db: Queries, { connectionId }: Where) =>
  db.run(sql`
    with islands as (
      select id, started_at, ended_at,
        sum(begins) over (order by started_at, id) as island
      from (
        select id, started_at, ended_at,
          case when started_at <= max(ended_at) over (order by started_at, id rows between unbounded preceding and 1 preceding) then 0 else 1 end as begins
        from memory.coverage
        where connection_id = ${connectionId}::uuid and source = 'history' and import_id is null) as spans),
    merged as (
      select min(id) as id, min(started_at) as started_at, max(ended_at) as ended_at, array_agg(id) as ids
      from islands
      group by island
      having count(*) > 1),
    dropped as (
      delete from memory.coverage
      using merged
      where coverage.id = any (merged.ids) and coverage.id <> merged.id)
    update memory.coverage
    set started_at = merged.started_at, ended_at = merged.ended_at
    from merged
    where coverage.id = merged.id`);

/** The last span of this connection that was remembered live and began by then; undefined where there is none. */
export const coveredUntil = (db: Queries, { connectionId }: Where, now: string) =>
  db.row<{ until: string; since: string }>(sql`
    select ended_at as until, started_at as since
    from memory.coverage
    where connection_id = ${connectionId}::uuid and source = 'live' and started_at <= ${now}::timestamptz
    order by ended_at desc
    limit 1`);

export const keepGap = (db: Queries, { home, connectionId }: Where, gap: Gap) =>
  db.run(sql`
    insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing, entities)
    values (${home}, ${connectionId}, ${gap.from}, ${gap.to}, ${gap.reason}, ${gap.missing}, ${gap.entities ?? null})
    on conflict (connection_id, started_at, missing) do update set
      ended_at = excluded.ended_at, reason = excluded.reason, entities = excluded.entities`);

export const latestGaps = (db: Queries, homes: number[]) =>
  db.rows<{ home: number; from: string; to: string; reason: string; missing: string }>(sql`
    select home_id as home, started_at as from, ended_at as to, reason, missing
    from memory.gap
    where home_id = any (${homes}::int[])
    order by started_at desc
    limit 20`);
