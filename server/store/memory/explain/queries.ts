import sql, { join, raw } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { NOT_RUNNING } from "../coverage.ts";
import type { EventKey } from "../linking.ts";
import type { Thing } from "./house.ts";

export interface FactRow extends EventKey {
  type: string;
  entity: string | null;
  state: string | null;
  old_state: string | null;
  source: string;
  data: Record<string, unknown> | null;
  context_id: string | null;
  parent_id: string | null;
  user_id: string | null;
  cause: unknown;
}

const fact = sql`event.at, event.entity_id, event.type_id, coalesce(event_type.name, 'state_changed') as type,
  entity.entity_id as entity, event.state, event.source, memory.attributes_of(event.attributes_id) as data,
  context.context_id, context.parent_id, context.user_id, context.cause`;

const names = sql`
  left join house.entity on entity.id = event.entity_id
  left join memory.event_type on event_type.id = event.type_id`;

type Span = { since: Instant; until: Instant };

/** Of both tables the days that count are said as constants: what follows from a join alone, the planner does not pass over. */
const within = (table: "event" | "context", { since, until }: Span) =>
  sql`${raw(table)}.at >= ${since}::timestamptz and ${raw(table)}.at <= ${until}::timestamptz`;

/** Computed here: what is computed in a query is planned over all days. */
const justAfter = (at: Instant): Instant => fromMicroseconds(toMicroseconds(at) + 1);

const everything = (home: number, { since, until }: Span) =>
  sql`memory.all_between(${home}::int, ${since}::timestamptz, ${justAfter(until)}::timestamptz)`;

const context = (span: Span) => sql`
  left join memory.context on context.at = event.at and context.entity_id = event.entity_id and context.type_id = event.type_id
    and ${within("context", span)}`;

/** `old_state` as it is stored: null where it is the previous row's. */
export const factAt = (db: Queries, home: number, { at, entity_id, type_id }: EventKey) =>
  db.row<FactRow>(sql`
    select ${fact}, event.old_state
    from memory.event_at(${home}::int, ${at}::timestamptz, ${entity_id}::int, ${type_id}::smallint) as event
    ${context({ since: at, until: at })}
    ${names}`);

export const entitiesNamed = async (db: Queries, home: number, entityId: string): Promise<number[]> =>
  (
    await db.rows<{ id: number }>(sql`
      select id
      from house.entity
      where home_id = ${home} and entity_id = ${entityId}
      limit 100`)
  ).map(({ id }) => id);

/** A state and the one before it; of the first of its span that is not known. */
type Change = EventKey & { state: string | null; previous: string | null; is_first: boolean };

/** The latest state until an instant that differs from the one before it, or that is the first of the span. */
export const lastChange = (db: Queries, home: number, wanted: Span & { entities: number[]; state?: string }) =>
  db.row<Change>(sql`
    select at, entity_id, type_id, state, previous, is_first
    from (
      select at, entity_id, type_id, state, lag(state) over by_time as previous, row_number() over by_time = 1 as is_first
      from memory.events_between(${home}, ${wanted.since}::timestamptz, ${wanted.until}::timestamptz, ${wanted.entities}::int[])
      where type_id = 0
      window by_time as (order by at)
    ) as told
    where (is_first or state is distinct from previous) and (${wanted.state ?? null}::text is null or state = ${wanted.state ?? null})
    order by at desc
    limit 1`);

/** The first and the last events of a context; a run that repeats for hours has thousands in between. */
export const inContext = (db: Queries, home: number, { context, ...span }: Span & { context: string }) =>
  db.rows<FactRow>(sql`
    select *
    from (
      select ${fact}, event.old_state, row_number() over (order by event.at) as place, count(*) over () as total
      from memory.context
      cross join lateral memory.event_at(${home}::int, context.at, context.entity_id, context.type_id) as event
      ${names}
      where context.home_id = ${home} and context.context_id = ${context} and ${within("context", span)} and ${within("event", span)}
    ) as told
    where place <= 50 or place > total - 350
    order by at
    limit 400`);

/** Events of these types, the latest of each span, one span after the other. */
export const ofTypes = (db: Queries, home: number, wanted: readonly (Span & { types: readonly string[] })[]) =>
  db.rows<FactRow>(sql`
    ${join(
      wanted.map(
        ({ types, ...span }, turn) => sql`
    (select ${fact}, event.old_state, ${turn}::int as turn
    from memory.event
    ${context(span)}
    ${names}
    where event.home_id = ${home} and ${within("event", span)} and event.type_id > 0
      and event.type_id in (select id from memory.event_type where home_id = ${home} and name = any (${types}))
    order by event.at desc
    limit 300)`,
      ),
      " union all ",
    )}
    order by turn, at`);

/** The last state of each of these entities in a span. */
export const lastStates = (db: Queries, home: number, { entities, ...span }: Span & { entities: readonly string[] }) =>
  db.rows<FactRow>(sql`
    select distinct on (event.entity_id) ${fact}, event.old_state
    from ${everything(home, span)} as event
    ${context(span)}
    ${names}
    where event.type_id = 0 and entity.entity_id = any (${entities})
    order by event.entity_id, event.at desc
    limit 100`);

/** How many other entities of the same integration spoke in a span. */
export const companions = async (
  db: Queries,
  home: number,
  { entity, ...span }: Span & { entity: number },
): Promise<number> =>
  (
    await db.row<{ others: number }>(sql`
      select count(distinct event.entity_id) as others
      from house.entity as own
      join house.entity as other on other.connection_id = own.connection_id and other.config_entry_id = own.config_entry_id
        and other.id <> own.id
      join ${everything(home, span)} as event on event.entity_id = other.id
      where own.id = ${entity} and event.type_id = 0`)
  )?.others ?? 0;

/** When Home Assistant spoke again after it had been down, and whether the entity had not spoken since: then it was set up. */
export const restarts = (db: Queries, home: number, { key, ...span }: Span & { key: EventKey }) =>
  db.rows<{ at: Instant; isFirst: boolean }>(sql`
    select ended_at as at, not exists (
      select from memory.events_between(${home}::int, ${span.since}::timestamptz, ${justAfter(span.until)}::timestamptz, array[${key.entity_id}::int]) as event
      where event.type_id = 0 and event.at >= gap.ended_at and event.at < ${key.at}) as "isFirst"
    from memory.gap
    where home_id = ${home} and reason = ${NOT_RUNNING} and ended_at >= ${span.since} and ended_at <= ${span.until}
    limit 10`);

export const tracesOfContext = (db: Queries, home: number, context: string) =>
  db.rows<{ body: Uint8Array }>(sql`
    select body
    from memory.trace
    where home_id = ${home} and context_id = ${context} and outcome is distinct from 'not_triggered'
    order by started_at
    limit 30`);

/** Runs that went on at an instant, or had ended a moment before. */
export const tracesAround = (db: Queries, home: number, at: Instant) =>
  db.rows<{ body: Uint8Array }>(sql`
    select body
    from (
      select body, started_at
      from memory.trace
      where home_id = ${home} and started_at <= ${at} and started_at > ${at}::timestamptz - interval '1 day'
        and coalesce(finished_at, ${at}) >= ${at}::timestamptz - interval '10 seconds'
        and outcome is distinct from 'not_triggered'
      order by started_at desc
      limit 30
    ) as latest
    order by started_at`);

/** These entities, and the groups and scenes that hold them, at any depth. */
export const thingsAndGroups = (db: Queries, home: number, entityIds: readonly string[]) =>
  db.rows<Thing>(sql`
    with recursive wanted as (
      select unnest(${entityIds}::text[]) as entity_id
      union
      select entity.entity_id
      from wanted
      join house.entity on entity.home_id = ${home} and entity.removed_at is null and wanted.entity_id = any (entity.members)
    )
    select distinct on (entity.entity_id) entity.entity_id, coalesce(entity.name, entity.entity_id) as name, platform,
      item.name as integration, config_entry_id, device_id, area_id, labels, members, area.name as area, device_class, unit
    from wanted
    join house.entity on entity.home_id = ${home} and entity.entity_id = wanted.entity_id
    left join house.item on item.connection_id = entity.connection_id and item.kind = 'config_entry' and item.item_id = config_entry_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    order by entity.entity_id, entity.removed_at desc nulls first
    limit 2000`);

export const people = (db: Queries, home: number, userIds: readonly string[]) =>
  db.rows<{ id: string; name: string; is_system: boolean }>(sql`
    select item_id as id, name, coalesce((body ->> 'system_generated')::bool, false) as is_system
    from house.item
    where home_id = ${home} and kind = 'user' and item_id = any (${userIds})
    limit 200`);
