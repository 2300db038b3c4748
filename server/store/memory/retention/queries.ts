import sql, { raw } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Going } from "./day-plan.ts";
import type { DetailRule } from "./details.ts";
import type { KeepRule, KeptEntity } from "./keep-days.ts";

export const keepRules = (db: Queries, home: number) =>
  db.rows<KeepRule>(sql`
    select kind, value, days
    from memory.keep
    where home_id = ${home}
    limit 10000`);

export const detailRules = (db: Queries, home: number) =>
  db.rows<DetailRule>(sql`
    select kind, value, detail, is_past, told_at
    from memory.detail
    where home_id = ${home}
    limit 10000`);

/** Also those that have gone: their events may still be there. What has a series is numeric. */
export const keptEntities = (db: Queries, home: number) =>
  db.rows<KeptEntity>(sql`
    select id, entity_id, name, device_id, area_id, platform, labels, category,
      exists (select from series.series where series.entity_id = entity.id) as is_numeric
    from house.entity
    where home_id = ${home}
    limit 1000000`);

export const everyHomeId = (db: Queries) =>
  db.rows<{ id: number; time_zone: string }>(sql`
    select id, time_zone
    from people.home
    order by id
    limit 10000`);

export const writeKeep = (tx: Queries, home: number, { kind, value, days }: KeepRule) =>
  tx.run(sql`
    insert into memory.keep (home_id, kind, value, days)
    values (${home}, ${kind}, ${value}, ${days})
    on conflict (home_id, kind, value) do update set days = excluded.days`);

export const deleteKeep = (tx: Queries, home: number, { kind, value }: Pick<KeepRule, "kind" | "value">) =>
  tx.run(sql`delete from memory.keep where home_id = ${home} and kind = ${kind} and value = ${value}`);

export const newestEntity = (db: Queries, home: number, entityId: string) =>
  db.row<{ id: number }>(sql`
    select id
    from house.entity
    where home_id = ${home} and entity_id = ${entityId}
    order by removed_at desc nulls first
    limit 1`);

/** Days that there are, oldest first, with what they take; `2026-11-21`. */
export const daysThere = (db: Queries) =>
  db.rows<{ day: string; bytes: number }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, coalesce((
      select sum(pg_total_relation_size(part))
      from unnest(array['event', 'context', 'posting', 'telling', 'sealed']) as parent
      cross join lateral to_regclass(format('memory.%I', parent || to_char(day, '_YYYYMMDD'))) as part), 0)::bigint as bytes
    from (
      select to_date(right(child.relname, 8), 'YYYYMMDD') as day
      from pg_inherits
      join pg_class as child on child.oid = inhrelid
      where inhparent = 'memory.event'::regclass) as days
    order by day
    limit 100000`);

/** Hours of a day whose lists and summaries are still to be made. */
export const dueHoursOf = async (db: Queries, day: string): Promise<number> =>
  (
    await db.row<{ n: number }>(sql`
      select count(*)::int as n
      from memory.due_hour
      where hour >= ${day}::timestamp at time zone 'UTC' and hour < (${day}::date + 1)::timestamp at time zone 'UTC'`)
  )?.n ?? 0;

/** In this order a kill between two leaves the events, by which the day is found again. */
export const parts = ["context", "posting", "event"] as const;
export type Part = (typeof parts)[number];

export const dropPart = (tx: Queries, part: Part, day: string) =>
  tx.rows(sql`select memory.drop_day(${part}, ${day}::date)`);

/** Within one transaction. Undefined where there is no such day, else how many rows stayed. */
export async function rewritePart(tx: Queries, part: Part, day: string, going: Going): Promise<number | undefined> {
  const begun = await tx.row<{ begun: boolean }>(sql`select memory.begin_rewrite(${part}, ${day}::date) as begun`);
  if (!begun?.begun) return undefined;
  const table = raw(`memory.${part}_${day.replaceAll("-", "")}_kept`);
  const stayed = await tx.run(sql`insert into ${table} ${staying(part, day, going)}`);
  await tx.rows(sql`select memory.end_rewrite(${part}, ${day}::date)`);
  return stayed;
}

function staying(part: Part, day: string, { states, others, homely, repeats }: Going) {
  const spanOf = (at: "at" | "hour") =>
    sql`${raw(at)} >= ${day}::timestamp at time zone 'UTC' and ${raw(at)} < (${day}::date + 1)::timestamp at time zone 'UTC'`;
  const span = spanOf(part === "posting" ? "hour" : "at");
  const wanted = sql`
    case
      when entity_id < 0 then home_id <> all (${homely}::int[])
      when type_id = 0 then entity_id <> all (${states}::int[])
      else entity_id <> all (${others}::int[])
    end`;
  if (part === "posting")
    return sql`
      select hour, home_id, entity_id, times
      from memory.posting
      where ${span} and entity_id > 0 and not (entity_id = any (${states}::int[]) and entity_id = any (${others}::int[]))
      union all
      select date_bin('1 hour', at, '1970-01-01 00:00:00+00'), home_id, -type_id, array_agg(distinct at order by at)
      from memory.event
      where ${spanOf("at")} and type_id > 0 and ${wanted}
      group by 1, 2, 3`; // lists of types are made anew: they are of all entities
  if (part === "context")
    return sql`
      select at, home_id, entity_id, type_id, context_id, parent_id, user_id, cause
      from memory.context
      where ${span} and ${wanted}`;
  if (repeats.length === 0)
    return sql`
      select at, home_id, entity_id, attributes_id, type_id, source, state, old_state
      from memory.event
      where ${span} and ${wanted}`;
  return sql`
    select at, home_id, entity_id, attributes_id, type_id, source, state, old_state
    from (
      select event.*, type_id = 0 and entity_id = any (${repeats}::int[]) and row_number() over before > 1
        and state is not distinct from lag(state) over before as is_repeat
      from memory.event
      where ${span}
      window before as (partition by entity_id, type_id order by at)) as told
    where not is_repeat and ${wanted}`;
}

const AT_ONCE = 5_000;
type Outlived = { home: number; before: string };

export const expireMetrics = (db: Queries, { home, before }: Outlived) =>
  db.run(sql`
    delete from home_assistant_connection_metrics
    where id in (
      select id from home_assistant_connection_metrics where home_id = ${home} and timestamp < ${before} limit ${AT_ONCE})`);

/** The table's owner does it: the server may not take rows of the trail away. */
export const expireAudit = async (db: Queries, { home, before }: { home: number | null; before: string }) =>
  (
    await db.row<{ ended: number }>(
      sql`select ledger.end_audit(${home}::int, ${before}::timestamptz, ${AT_ONCE}::int) as ended`,
    )
  )?.ended ?? 0;

export const expireLetters = (db: Queries, { home, before }: Outlived) =>
  db.run(sql`
    delete from memory.dead_letter
    where id in (
      select id from memory.dead_letter where home_id = ${home} and at < ${before} limit ${AT_ONCE})`);

export type LetGo = { days: number; rewritten: number; events: number; bytes: number; attributes: number };
export type LetGoRow = LetGo & { began_at: string; ended_at: string | null; reason: "kept long enough" | "cap" };

export const beginLetGo = async (db: Queries, { began_at, reason }: Pick<LetGoRow, "began_at" | "reason">) =>
  (
    await db.row<{ id: number }>(sql`
      insert into memory.let_go (began_at, reason)
      values (${began_at}, ${reason})
      returning id`)
  )?.id ?? 0;

export const noteLetGo = (db: Queries, id: number, it: LetGo & { ended_at: string | null }) =>
  db.run(sql`
    update memory.let_go
    set ended_at = ${it.ended_at}, days = ${it.days}, rewritten = ${it.rewritten}, events = ${it.events},
      bytes = ${Math.round(it.bytes)}, attributes = ${it.attributes}
    where id = ${id}`);

/** Those that did something, and the latest in any case. */
export const latestLetGo = (db: Queries) =>
  db.row<LetGoRow>(sql`
    select began_at, ended_at, reason, days, rewritten, events, bytes, attributes
    from memory.let_go
    order by id desc
    limit 1`);

/** The last that came to its end. */
export const latestNight = (db: Queries) =>
  db.row<{ ended_at: string }>(sql`
    select ended_at
    from memory.let_go
    where reason = 'kept long enough' and ended_at is not null
    order by id desc
    limit 1`);
