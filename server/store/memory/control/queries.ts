import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Forgetting } from "#server/forgetter.ts";
import type { SilentSpan } from "./silence.ts";

type SilenceKind = "paused" | "forgotten";
export type SilenceRow = {
  id: number;
  home: number;
  kind: SilenceKind;
  from: string;
  to: string;
  entities: number[] | null;
  is_settled: boolean;
};

const silenceColumns = sql`id, home_id as home, kind, started_at as from, ended_at as to, entities, is_settled`;

/** By what entities are called now and, where that is another's now, were called last. */
export const silentSpans = (db: Queries, home: number) =>
  db.rows<SilentSpan>(sql`
    select started_at as from, ended_at as to, case when entities is not null then array(
      select distinct entity_id from house.entity where entity.id = any (silence.entities)) end as "entityIds"
    from memory.silence
    where home_id = ${home}
    order by started_at desc
    limit 10000`);

export const addSilence = (tx: Queries, row: Omit<SilenceRow, "id" | "is_settled">) =>
  tx.row<{ id: number }>(sql`
    insert into memory.silence (home_id, kind, started_at, ended_at, entities)
    values (${row.home}, ${row.kind}, ${row.from}, ${row.to}, ${row.entities}::int[])
    returning id`);

export const unsettledSilences = (db: Queries, kind: SilenceKind, endedBy: string) =>
  db.rows<SilenceRow>(sql`
    select ${silenceColumns}
    from memory.silence
    where not is_settled and kind = ${kind} and ended_at <= ${endedBy}
    order by id
    limit 1000`);

export const settleSilence = (tx: Queries, id: number) =>
  tx.run(sql`update memory.silence set is_settled = true where id = ${id}`);

/** The pause that a home is in. */
export const pauseAt = (db: Queries, home: number, now: string) =>
  db.row<SilenceRow>(sql`
    select ${silenceColumns}
    from memory.silence
    where home_id = ${home} and kind = 'paused' and started_at <= ${now} and ended_at > ${now}
    order by ended_at desc
    limit 1`);

export const pausesOf = (db: Queries, homes: number[], now: string) =>
  db.rows<{ home: number; paused_since: string; paused_until: string }>(sql`
    select home_id as home, min(started_at) as paused_since, max(ended_at) as paused_until
    from memory.silence
    where home_id = any (${homes}::int[]) and kind = 'paused' and started_at <= ${now} and ended_at > ${now}
    group by home_id
    order by home_id
    limit 1000`);

export const endPauses = (tx: Queries, home: number, now: string) =>
  tx.run(sql`
    update memory.silence
    set ended_at = greatest(${now}::timestamptz, started_at)
    where home_id = ${home} and kind = 'paused' and ended_at > ${now}`);

/** A gap that begins where another of its kind begins takes it in. */
export const keepSilentGap = (
  db: Queries,
  {
    home,
    from,
    to,
    entityIds,
    reason,
  }: { home: number; from: string; to: string; entityIds: readonly string[] | null; reason: string },
) =>
  db.run(sql`
    insert into memory.gap as old (home_id, connection_id, started_at, ended_at, reason, missing, entities)
    select home_id, id, ${from}::timestamptz, ${to}::timestamptz, ${reason}::text,
      ${entityIds ? "unrecorded entities" : "everything"}::text, ${entityIds}::text[]
    from home_assistant_connections
    where home_id = ${home}
    on conflict (connection_id, started_at, missing) do update set
      ended_at = greatest(old.ended_at, excluded.ended_at), reason = excluded.reason,
      entities = array(select distinct unnest(old.entities || excluded.entities))`);

export const namesOf = (db: Queries, ids: readonly number[]) =>
  db.rows<{ entity_id: string }>(sql`
    select distinct entity_id
    from house.entity
    where id = any (${ids}::int[])
    limit 10000`);

/** One of these words, standing by itself. */
const named = (text: Sql, entityIds: readonly string[]): Sql => sql`
  ${text} ~ any (array(
    select '(^|[^a-zA-Z0-9_.])' || replace(word, '.', '\.') || '($|[^a-zA-Z0-9_])'
    from unnest(${entityIds}::text[]) as word))`;

/** Events of these entities, and events that are no states and name them. */
const meant = ({ entities, entityIds }: Forgetting): Sql =>
  entities === null
    ? sql`true`
    : sql`(entity_id = any (${entities}::int[]) or (type_id <> 0 and attributes_id is not null
        and ${named(sql`memory.attributes_of(attributes_id)::text`, entityIds)}))`;

const within = ({ home, from, to }: Forgetting): Sql =>
  sql`home_id = ${home} and at >= ${from}::timestamptz and at < ${to}::timestamptz`;

export const countEvents = async (db: Queries, what: Forgetting): Promise<number> =>
  (
    await db.row<{ n: number }>(sql`
      select count(*) as n
      from memory.all_between(${what.home}::int, ${what.from}::timestamptz, ${what.to}::timestamptz)
      where ${meant(what)}`)
  )?.n ?? 0;

/** What they were when the span ended, for those that this is not yet known of; the state is told as from then. */
export const carryStates = (tx: Queries, what: Forgetting, to: string, known: readonly number[]) =>
  tx.rows<{ entity_id: number }>(sql`
    with last as (
      select distinct on (entity_id) entity_id, attributes_id, state
      from memory.event
      where ${within(what)} and type_id = 0 and entity_id > 0 and ${meant(what)} and entity_id <> all (${known}::int[])
      order by entity_id, at desc),
    told as (
      insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state)
      select ${to}::timestamptz, ${what.home}::int, entity_id, attributes_id, 0, 's', state
      from last
      where state is not null
      on conflict do nothing)
    select entity_id
    from last`);

/** Events with the contexts that hang on them; which attributes they had is noted. */
export const forgetEvents = (tx: Queries, what: Forgetting, silence: number) =>
  tx.run(sql`
    with gone as (
      delete from memory.event
      where ${within(what)} and ${meant(what)}
      returning at, entity_id, type_id, attributes_id),
    noted as (
      insert into memory.forgotten_attributes (silence_id, home_id, id)
      select distinct ${silence}::int, ${what.home}::int, attributes_id
      from gone
      where attributes_id is not null
      on conflict do nothing)
    delete from memory.context
    using gone
    where context.at = gone.at and context.entity_id = gone.entity_id and context.type_id = gone.type_id`);

/** Contexts without an event, and causes that name what is forgotten. */
export const forgetContexts = (tx: Queries, what: Forgetting) =>
  tx.run(sql`
    delete from memory.context
    where ${within(what)} and ${what.entities === null ? sql`true` : sql`(entity_id = any (${what.entities}::int[]) or (cause is not null and ${named(sql`cause::text`, what.entityIds)}))`}`);

/** Also of hours that are only in part forgotten: their lists are made anew. Those of types, below zero, in any case: they name no entity. */
export const forgetPostings = (tx: Queries, { home, entities }: Forgetting, hour: string) =>
  tx.run(sql`
    delete from memory.posting
    where home_id = ${home} and hour = ${hour} and (${entities}::int[] is null or entity_id < 0 or entity_id = any (${entities}::int[]))`);

/** What may hold rows that were deleted. */
export const tablesOf = (db: Queries, day: string) =>
  db.rows<{ name: string }>(sql`
    select part::text as name
    from unnest(array['event', 'sealed', 'context', 'posting']) as parent
    cross join lateral to_regclass(format('memory.%I', parent || to_char(${day}::date, '_YYYYMMDD'))) as part
    where part is not null`);

export const hasEvents = async (db: Queries, home: number, hour: string): Promise<boolean> =>
  (
    await db.row<{ has: boolean }>(sql`
      select exists (
        select from memory.all_between(${home}::int, ${hour}::timestamptz, ${hour}::timestamptz + interval '1 hour')) as has`)
  )?.has ?? false;

export const forgottenAttributes = (db: Queries, silence: number) =>
  db.rows<{ id: number }>(sql`
    select id
    from memory.forgotten_attributes
    where silence_id = ${silence}
    order by id
    limit 10000000`);

export const clearForgottenAttributes = (tx: Queries, silence: number) =>
  tx.run(sql`delete from memory.forgotten_attributes where silence_id = ${silence}`);

type TraceKey = { connection_id: string; domain: string; item_id: string; run_id: string };

export const tracesWithin = (db: Queries, { home, from, to }: Forgetting) =>
  db.rows<TraceKey & { body: Uint8Array; entity_id: string | null }>(sql`
    select connection_id, domain, item_id, run_id, entity_id, body
    from memory.trace
    where home_id = ${home} and started_at < ${to} and coalesce(finished_at, started_at) >= ${from}
    limit 100000`);

export const forgetTraces = (tx: Queries, keys: readonly TraceKey[]) =>
  tx.run(sql`
    delete from memory.trace
    using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as gone (connection_id uuid, domain text, item_id text, run_id text)
    where trace.connection_id = gone.connection_id and trace.domain = gone.domain and trace.item_id = gone.item_id
      and trace.run_id = gone.run_id`);
