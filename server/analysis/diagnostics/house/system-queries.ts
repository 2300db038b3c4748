import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

/** Since when a home's events are heard live, so also its log. */
export const listenedSince = async (tx: Queries, home: number): Promise<Instant | undefined> =>
  (
    await tx.row<{ at: Instant | null }>(sql`
    select min(started_at) as at
    from memory.coverage
    where home_id = ${home} and source = 'live'`)
  )?.at ?? undefined;

export type LevelRow = { key: number; day: number; last: number };

/** How some sensors stood at the end of their days, `day` counted from the epoch. */
export const levelsOf = (tx: Queries, home: number, { keys, from }: { keys: readonly number[]; from: Instant }) =>
  tx.rows<LevelRow>(sql`
    select series.entity_id as key, (day.day - '1970-01-01'::date)::int as day, day.last
    from series.series
    join series.day on day.series_id = series.id
    where series.home_id = ${home} and series.entity_id = any (${[...keys]}::int[]) and day.day >= ${from}::date
      and day.last is not null
    order by 1, 2
    limit 20000`);

export type OffRow = { key: number; off_at: Instant | null; first_at: Instant | null };

/** When some entities were last off as far as is remembered, and since when anything is remembered of them. */
export const lastOff = (
  tx: Queries,
  home: number,
  { keys, from, to }: { keys: readonly number[]; from: Instant; to: Instant },
) =>
  tx.rows<OffRow>(sql`
    select event.entity_id as key, max(event.at) filter (where event.state = 'off') as off_at,
      min(event.at) filter (where event.state in ('on', 'off')) as first_at
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...keys]}::int[]) as event
    where event.type_id = 0
    group by event.entity_id
    limit 10000`);

export type WeightRow = { day: string; key: number; states: number; all_states: number };

/** What each entity wrote on the latest days that were counted; only those that wrote much. */
export const weightsSince = (tx: Queries, home: number, day: string) =>
  tx.rows<WeightRow>(sql`
    select to_char(tally.day, 'YYYY-MM-DD') as day, counted.key, counted.states, tally.all_states
    from (
      select day, entities, states, (select coalesce(sum(one), 0) from unnest(states) as one)::int as all_states
      from memory.day_tally
      where home_id = ${home} and day >= ${day}::date) as tally
    cross join lateral unnest(tally.entities, tally.states) as counted (key, states)
    where counted.states > tally.all_states * 0.05
    order by tally.day desc, counted.states desc
    limit 1000`);

export type PlacedRow = {
  device_id: string;
  name: string;
  model: string | null;
  area_id: string | null;
  entry_id: string | null;
  entity_id: string;
  /** Domain, device class and unit. */
  kind: string;
  created_at: Instant;
  removed_at: Instant | null;
  last_reported: Instant | null;
};

/** Entities of devices, those that have gone since `from` included; only where any device came since, else nobody took a place. */
export const placedSince = (tx: Queries, home: number, from: Instant) =>
  tx.rows<PlacedRow>(sql`
    select entity.device_id, coalesce(device.name, entity.device_id) as name, device.model, coalesce(entity.area_id, device.area_id) as area_id,
      entity.config_entry_id as entry_id, entity.entity_id,
      concat_ws('/', split_part(entity.entity_id, '.', 1), entity.device_class, entity.unit) as kind, entity.created_at, entity.removed_at,
      reporting.last_reported
    from house.entity
    join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    left join house.reporting on reporting.entity_id = entity.id
    where entity.home_id = ${home} and (entity.removed_at is null or entity.removed_at >= ${from})
      and entity.platform <> 'mobile_app' and entity.category is null
      and not exists (select from house.continued where undone_at is null and entity.id in (old_id, new_id))
      and exists (
        select from house.entity as late
        where late.home_id = ${home} and late.created_at >= ${from} and late.device_id is not null)
    order by entity.device_id, entity.entity_id
    limit 50000`);
