import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type Span = { home: number; from: string; to: string; entities?: readonly number[] | undefined };

/** An event that may have a sentence. */
export type HappeningRow = {
  at: string;
  entity_id: number;
  type_id: number;
  kind: string;
  state: string | null;
  /** As it is stored: null is the previous row's, chr(1) none. */
  old_state: string | null;
  /** Of the row before in the span. */
  before: string | null;
  is_first: boolean;
  attributes: Record<string, unknown> | null;
  old_attributes: Record<string, unknown> | null;
  person: string | null;
};

const MOST = 200_000;
/** A state of a sensor that is measured, and told only where it comes back. */
const NUMBER = String.raw`^[-+]?\d+(\.\d+)?$`;
/** Of their states people also tell what only the attributes show. */
export const DETAILED = ["calendar", "climate", "event", "humidifier", "media_player", "update", "water_heater"];

/** What may be told of a span, by time: states that are not the one before, and what is no state. Numbers that stay numbers are left where they are. */
export async function happeningsIn(tx: Queries, span: Span): Promise<HappeningRow[]> {
  const rows = await listedIn(tx, span);
  const wanted = new Set(rows.flatMap(({ attributes_id, before_id }) => [attributes_id ?? 0, before_id ?? 0]));
  const known = new Map((await attributesOf(tx, [...wanted])).map(({ id, body }) => [id, body]));
  return rows.map(({ attributes_id, before_id, ...row }) => ({
    ...row,
    attributes: known.get(attributes_id ?? 0) ?? null,
    old_attributes: known.get(before_id ?? 0) ?? null,
  }));
}

type Attributes = Record<string, unknown> | null;
type ListedRow = Omit<HappeningRow, "attributes" | "old_attributes"> & {
  attributes_id: number | null;
  before_id: number | null;
};

/** Each of them once: what one state has, the next one had before. */
const attributesOf = (tx: Queries, ids: readonly number[]) =>
  tx.rows<{ id: number; body: Attributes }>(sql`
    select id, memory.attributes_of(id) as body
    from unnest(${[...ids]}::int[]) as id
    where id > 0
    limit ${2 * MOST}`);

const listedIn = (tx: Queries, span: Span) =>
  tx.rows<ListedRow>(sql`
    with listed as materialized ( -- once for states and for the rest: each is a look-up by its list
      select event.at, event.entity_id, event.attributes_id, event.type_id, event.state, event.old_state, event.source
      from ${source(span)} as event
      where ${within(span)}),
    heard as (
      select event.at, event.entity_id, event.attributes_id, event.type_id, event.state, event.old_state, event.source,
        split_part(thing.entity_id, '.', 1) = any (${DETAILED}::text[]) as is_detailed,
        thing.entity_id like 'sensor.%' and event.state ~ ${NUMBER}::text as is_measured,
        lag(event.state) over of_it as before, lag(event.attributes_id) over of_it as before_id,
        row_number() over of_it = 1 as is_first
      from listed as event
      join house.entity as thing on thing.id = event.entity_id
      where event.type_id = 0
      window of_it as (partition by event.entity_id order by event.at))
    select at, entity_id, type_id, 'state_changed' as kind, state, old_state, before, is_first,
      case when is_detailed then attributes_id end as attributes_id, case when is_detailed then before_id end as before_id, null as person
    from heard
    where case
        when is_measured is true then before = 'unavailable'
        else is_first or state is distinct from before or is_detailed and attributes_id is distinct from before_id
      end
      and not (source = 's' and exists ( -- what was left of a forgotten span is a state, but nothing that happened then
        select from memory.silence
        where silence.home_id = ${span.home} and kind = 'forgotten' and ended_at = at))
    union all
    select event.at, event.entity_id, event.type_id, event_type.name, null, null, null, false,
      event.attributes_id, null, person.name
    from listed as event
    join memory.event_type on event_type.id = event.type_id
    left join memory.context on context.at = event.at and context.entity_id = event.entity_id and context.type_id = event.type_id
      and context.at >= ${span.from}::timestamptz and context.at < ${span.to}::timestamptz
    left join house.item as person on person.connection_id = event_type.connection_id and person.kind = 'user'
      and person.item_id = context.user_id and person.body->>'system_generated' is distinct from 'true'
    where event.type_id <> 0
    order by at
    limit ${MOST}`);

const within = ({ home, from, to }: Span): Sql =>
  sql`event.home_id = ${home} and event.at >= ${from}::timestamptz and event.at < ${to}::timestamptz`;

/** By their lists, or all of the span; what is about no entity is in no list. */
const source = ({ home, from, to, entities }: Span): Sql =>
  entities?.every((id) => id > 0)
    ? sql`memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...entities]}::int[])`
    : sql`memory.all_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz)`;

export type LastRow = { entity_id: number; state: string | null; attributes: Record<string, unknown> | null };

/** What each of these was in the end, in hours that are closed before an instant. */
export const lastBefore = (tx: Queries, entities: readonly number[], before: string) =>
  tx.rows<LastRow>(sql`
    select wanted.id as entity_id, last.state, memory.attributes_of(last.attributes_id) as attributes
    from unnest(${[...entities]}::int[]) as wanted (id)
    cross join lateral (
      select closed.state, closed.attributes_id
      from (
        (select newest.at, newest.state, newest.attributes_id
        from memory.posting
        cross join lateral (
          select listed.at, event.state, event.attributes_id
          from (select at from unnest(posting.times) as at order by at desc) as listed
          cross join lateral (
            select told.state, told.attributes_id
            from memory.event as told
            where told.at = listed.at and told.entity_id = posting.entity_id and told.type_id = 0
            limit 1) as event -- keeps it a look-up: else whole days are read
          limit 1) as newest
        where posting.entity_id = wanted.id and posting.hour < ${before}::timestamptz
        order by posting.hour desc
        limit 1)
        union all
        select sealed.at, sealed.state, sealed.attributes_id
        from memory.sealed_before(wanted.id, '-infinity', ${before}::timestamptz) as sealed) as closed
      order by closed.at desc
      limit 1) as last`);

export type NamedRow = {
  id: number;
  entity_id: string;
  name: string | null;
  area: string | null;
  device_class: string | null;
  unit: string | null;
};

/** As people call them now. */
export const namesOf = (tx: Queries, home: number, wanted: { ids: readonly number[]; entityIds: readonly string[] }) =>
  tx.rows<NamedRow>(sql`
    select entity.id, entity.entity_id, entity.name, area.name as area, entity.device_class, entity.unit
    from house.entity
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    where entity.home_id = ${home}
      and (entity.id = any (${[...wanted.ids]}::int[]) or entity.entity_id = any (${[...wanted.entityIds]}::text[]))
    order by entity.removed_at desc nulls last
    limit 100000`);

/** Whether what happened before an hour is still to come in, or to be listed. */
export const isPastOpen = async (tx: Queries, home: number, hour: string): Promise<boolean> =>
  (
    await tx.row<{ is: boolean }>(sql`
      select exists (select from memory.due_hour where home_id = ${home} and hour < ${hour}::timestamptz)
        or exists (select from memory.import where home_id = ${home} and part = 'history' and state = 'running')
        or exists (select from memory.recorded_import where home_id = ${home} and state in ('running', 'undoing')) as is`)
  )?.is ?? false;
