import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { ofTypes } from "#server/store/memory/timeline-queries.ts";

/** When each automation was last configured, where that was seen. */
export const configuredSince = (tx: Queries, home: number) =>
  tx.rows<{ entity_id: string; at: Instant }>(sql`
    select item.entity_id, max(change.at) as at
    from changes.change
    join changes.item on item.id = change.item_id
    where change.home_id = ${home} and item.kind = 'automation' and item.content_id is not null and item.entity_id is not null
    group by item.entity_id
    limit 10000`);

export type TraceSums = {
  item_id: string;
  entity_id: string | null;
  domain: "automation" | "script";
  /** Of those that did not fail, which are let go of first; null where there is none. */
  first: Instant | null;
  last: Instant;
  runs: number;
  failed: number;
};

/** Runs of which traces are kept, since an instant. */
export const tracesSince = (tx: Queries, home: number, since: Instant) =>
  tx.rows<TraceSums>(sql`
    select item_id, entity_id, domain, min(started_at) filter (where not has_failed) as first, max(started_at) as last,
      count(*) filter (where outcome = 'finished' or has_failed)::int as runs,
      count(*) filter (where has_failed)::int as failed
    from memory.trace
    where home_id = ${home} and started_at >= ${since}
    group by item_id, entity_id, domain
    limit 10000`);

export type LastRun = { entity_id: string; has_failed: boolean; started_at: Instant; body: Uint8Array };

/** The last run to its end of each of these, whatever became of it. */
export const lastRunsOf = (tx: Queries, home: number, entityIds: readonly string[]) =>
  tx.rows<LastRun>(sql`
    select distinct on (entity_id) entity_id, has_failed, started_at, body
    from memory.trace
    where home_id = ${home} and entity_id = any (${[...entityIds]}::text[]) and (outcome = 'finished' or has_failed)
    order by entity_id, started_at desc
    limit 200`);

export type TransitionRow = { entity_id: string; at: Instant; from: string; to: string; until: Instant | null };

/** From one known state to another, the latest first; until then it stayed so, whatever became of its attributes. */
export const transitionsOf = (
  tx: Queries,
  home: number,
  span: { since: Instant; now: Instant; keys: readonly number[] },
) =>
  tx.rows<TransitionRow>(sql`
    select entity.entity_id, told.at, told.previous as from, told.state as to, told.until
    from (
      select entity_id, at, previous, state, lead(at) over (partition by entity_id order by at) as until
      from (
        select entity_id, at, state, lag(state) over (partition by entity_id order by at) as previous
        from memory.events_between(${home}::int, ${span.since}::timestamptz, ${span.now}::timestamptz, ${[...span.keys]}::int[])
        where type_id = 0
      ) as seen
      where state is distinct from previous
    ) as told
    join house.entity on entity.id = told.entity_id
    where told.previous not in ('unavailable', 'unknown') and told.state not in ('unavailable', 'unknown')
    order by told.at desc
    limit 20000`);

export type AttributeRow = TransitionRow & { attribute: string };

/** As transitionsOf(), of attributes, in JSON; a state that is not known has none. */
export const attributesOf = (
  tx: Queries,
  home: number,
  span: { since: Instant; now: Instant; keys: readonly number[]; names: readonly string[] },
) =>
  tx.rows<AttributeRow>(sql`
    select entity.entity_id, told.name as attribute, told.at, told.previous as from, told.value as to, told.until
    from (
      select entity_id, name, at, previous, value, lead(at) over (partition by entity_id, name order by at) as until
      from (
        select entity_id, name, at, value, lag(value) over (partition by entity_id, name order by at) as previous
        from (
          select event.entity_id, wanted.name, event.at,
            case when event.state not in ('unavailable', 'unknown') then (memory.attributes_of(event.attributes_id)->wanted.name)::text end as value
          from memory.events_between(${home}::int, ${span.since}::timestamptz, ${span.now}::timestamptz, ${[...span.keys]}::int[]) as event
          join unnest(${[...span.keys]}::int[], ${[...span.names]}::text[]) as wanted (key, name) on wanted.key = event.entity_id
          where event.type_id = 0
        ) as valued
      ) as seen
      where value is distinct from previous
    ) as told
    join house.entity on entity.id = told.entity_id
    where told.previous is not null and told.value is not null and told.previous <> 'null' and told.value <> 'null'
    order by told.at desc
    limit 20000`);

export type FiredRow = { type: string; at: Instant; data: Record<string, unknown> | null };

/** Events of these types, the latest first. */
export const firedOf = (
  tx: Queries,
  home: number,
  span: { since: Instant; until: Instant; types: readonly { id: number; name: string }[] },
) =>
  tx.rows<FiredRow>(sql`
    select wanted.name as type, event.at, memory.attributes_of(event.attributes_id) as data
    from ${ofTypes({ home, since: span.since, until: span.until, types: span.types.map(({ id }) => id) })} as event
    join unnest(${span.types.map(({ id }) => id)}::int[], ${span.types.map(({ name }) => name)}::text[]) as wanted (id, name)
      on wanted.id = event.type_id
    where event.home_id = ${home}
    order by event.at desc
    limit 5000`);

export const typesNamed = (tx: Queries, home: number, names: readonly string[]) =>
  tx.rows<{ id: number; name: string }>(sql`
    select id, name
    from memory.event_type
    where home_id = ${home} and name = any (${[...names]}::text[])
    limit 1000`);
