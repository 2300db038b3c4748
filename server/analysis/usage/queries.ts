import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { DOMAINS } from "./usable.ts";

export type UsableRow = {
  key: number;
  entity_id: string;
  name: string;
  area: string | null;
  device_id: string | null;
  device: string | null;
  device_class: string | null;
  unit: string | null;
  state_class: string | null;
};

/** Things that somebody may use, from `after` on by their ids. */
export const usableOf = (
  tx: Queries,
  home: number,
  { entities, after, limit, from }: { entities: readonly string[] | null; after: string; limit: number; from: Instant },
) =>
  tx.rows<UsableRow>(sql`
    select entity.id as key, entity.entity_id, coalesce(entity.name, entity.entity_id) as name, area.name as area, entity.device_id,
      device.name as device, entity.device_class, entity.unit, entity.state_class
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled and entity.entity_id > ${after}
      and (${named(entities)}::text[] is null or entity.entity_id = any (${named(entities)}::text[]) or entity.device_id = any (${named(entities)}::text[]))
      and (split_part(entity.entity_id, '.', 1) = any (${DOMAINS}::text[]) or entity.state_class like 'total%'
        or exists (
          select from memory.episode
          where episode.home_id = ${home} and episode.entity_id = entity.id and kind = 'ran' and started_at >= ${from}))
    order by entity.entity_id
    limit ${limit}`);

const named = (entities: readonly string[] | null) => (entities === null ? null : [...entities]);

type Span = { home: number; from: Instant; to: Instant };
export type StateRow = { key: number; at: Instant; state: string | null };

/** States of these by time, before them those with which the span began. */
export const statesIn = (tx: Queries, { home, from, to }: Span, keys: readonly number[]) =>
  tx.rows<StateRow>(sql`
    select key, ${from}::timestamptz as at, memory.state_before(${home}::int, key, ${from}::timestamptz) as state
    from unnest(${[...keys]}::int[]) as key
    union all
    (select entity_id, at, state
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...keys]}::int[])
    where type_id = 0
    order by at
    limit 200000)`);

export type MeterRow = { key: number; day: string; change: number; hours: number; unit: string };

/** By how much counters went on, resets allowed for, and of how many hours that is known. */
export const metersIn = (
  tx: Queries,
  home: number,
  { keys, first, last }: { keys: readonly number[]; first: string; last: string },
) =>
  tx.rows<MeterRow>(sql`
    select series.entity_id as key, to_char(day.day, 'YYYY-MM-DD') as day, day.change, day.hours::int as hours, series.unit
    from series.series
    join series.day on day.series_id = series.id
    where series.home_id = ${home} and series.entity_id = any (${[...keys]}::int[]) and series.kind = 'meter' and series.unit is not null
      and day.day between ${first}::date and ${last}::date and day.change is not null
    order by 1, 2
    limit 100000`);

export type RunRow = { key: number; at: Instant; hours: number; kwh: number | null };

/** Cycles of appliances that are over. */
export const runsIn = (tx: Queries, { home, from, to }: Span, keys: readonly number[]) =>
  tx.rows<RunRow>(sql`
    select entity_id as key, started_at as at, extract(epoch from ended_at - started_at)::float8 / 3600 as hours, amount as kwh
    from memory.episode
    where home_id = ${home} and kind = 'ran' and started_at >= ${from} and started_at < ${to} and ended_at is not null and entity_id = any (${[...keys]}::int[])
    order by started_at
    limit 20000`);

export type GapRow = { from: Instant; to: Instant; reason: string };

export const gapsIn = (tx: Queries, { home, from, to }: Span) =>
  tx.rows<GapRow>(sql`
    select started_at as from, ended_at as to, reason
    from memory.gap
    where home_id = ${home} and missing = 'everything' and started_at < ${to} and ended_at > ${from}
    order by started_at
    limit 1000`);

/** Since when anything is remembered. */
export const rememberedSince = async (tx: Queries, home: number): Promise<Instant | undefined> =>
  (await tx.row<{ at: Instant | null }>(sql`select min(started_at) as at from memory.coverage where home_id = ${home}`))
    ?.at ?? undefined;
