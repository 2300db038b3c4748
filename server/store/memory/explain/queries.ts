import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
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

export const factAt = (db: Queries, home: number, { at, entity_id, type_id }: EventKey) =>
  db.row<FactRow>(sql`
    select ${fact},
      case
        when event.type_id <> 0 or event.old_state = chr(1) then null
        else coalesce(event.old_state, memory.state_before(event.home_id, event.entity_id, event.at))
      end as old_state
    from memory.event
    left join memory.context using (at, entity_id, type_id)
    ${names}
    where event.home_id = ${home} and event.at = ${at} and event.entity_id = ${entity_id} and event.type_id = ${type_id}`);

/** The latest state that differs from the one before it. */
export const lastChange = (
  db: Queries,
  home: number,
  wanted: { entity: string; since: Instant; until: Instant; state?: string },
) =>
  db.row<EventKey>(sql`
    with known as (
      select array(select id from house.entity where home_id = ${home} and entity_id = ${wanted.entity}) as ids
    ), told as (
      select at, event.entity_id, type_id, state,
        lag(state, 1, memory.state_before(${home}, event.entity_id, ${wanted.since})) over (order by at) as previous
      from known
      cross join memory.events_between(${home}, ${wanted.since}, ${wanted.until}::timestamptz + interval '1 microsecond', known.ids)
        as event
      where type_id = 0
    )
    select at, entity_id, type_id
    from told
    where state is distinct from previous and (${wanted.state ?? null}::text is null or state = ${wanted.state ?? null})
    order by at desc
    limit 1`);

/** The first and the last events of a context; a run that repeats for hours has thousands in between. */
export const inContext = (db: Queries, home: number, wanted: { context: string; since: Instant; until: Instant }) =>
  db.rows<FactRow>(sql`
    select *
    from (
      select ${fact}, event.old_state, row_number() over (order by event.at) as place, count(*) over () as total
      from memory.context
      join memory.event using (at, entity_id, type_id)
      ${names}
      where context.home_id = ${home} and context.context_id = ${wanted.context}
        and context.at >= ${wanted.since} and context.at <= ${wanted.until}
    ) as told
    where place <= 50 or place > total - 350
    order by at
    limit 400`);

/** Events of these types in a span, the latest of them. */
export const ofTypes = (
  db: Queries,
  home: number,
  wanted: { types: readonly string[]; since: Instant; until: Instant },
) =>
  db.rows<FactRow>(sql`
    select *
    from (
      select ${fact}, event.old_state
      from memory.event
      left join memory.context using (at, entity_id, type_id)
      ${names}
      where event.home_id = ${home} and event.at >= ${wanted.since} and event.at <= ${wanted.until}
        and event.type_id in (select id from memory.event_type where home_id = ${home} and name = any (${wanted.types}))
      order by event.at desc
      limit 300
    ) as told
    order by at`);

/** The last state of each of these entities in a span. */
export const lastStates = (
  db: Queries,
  home: number,
  wanted: { entities: readonly string[]; since: Instant; until: Instant },
) =>
  db.rows<FactRow>(sql`
    select distinct on (event.entity_id) ${fact}, event.old_state
    from memory.event
    left join memory.context using (at, entity_id, type_id)
    ${names}
    where event.home_id = ${home} and event.at >= ${wanted.since} and event.at <= ${wanted.until} and event.type_id = 0
      and entity.entity_id = any (${wanted.entities})
    order by event.entity_id, event.at desc
    limit 100`);

/** How many other entities of the same integration spoke within two seconds. */
export const companions = async (db: Queries, home: number, { at, entity_id }: EventKey): Promise<number> =>
  (
    await db.row<{ others: number }>(sql`
      select count(distinct event.entity_id) as others
      from house.entity as own
      join house.entity as other on other.connection_id = own.connection_id and other.config_entry_id = own.config_entry_id
        and other.id <> own.id
      join memory.event on event.entity_id = other.id
      where own.id = ${entity_id} and event.home_id = ${home} and event.type_id = 0
        and event.at between ${at}::timestamptz - interval '2 seconds' and ${at}::timestamptz + interval '2 seconds'`)
  )?.others ?? 0;

/** When Home Assistant spoke again after it had been down, and whether the entity had not spoken since: then it was set up. */
export const restarts = (
  db: Queries,
  home: number,
  { key, since, until }: { key: EventKey; since: Instant; until: Instant },
) =>
  db.rows<{ at: Instant; isFirst: boolean }>(sql`
    select ended_at as at, not exists (
      select from memory.event
      where entity_id = ${key.entity_id} and type_id = 0 and event.at >= gap.ended_at and event.at < ${key.at}) as "isFirst"
    from memory.gap
    where home_id = ${home} and reason = 'Home Assistant was not running' and ended_at >= ${since} and ended_at <= ${until}
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
