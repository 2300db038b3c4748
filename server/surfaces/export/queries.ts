import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Window } from "#server/in-windows.ts";

const MOST_THINGS = 50_000;

export type Thing = { id: number; entity_id: string; name: string | null; area: string | null; unit: string | null };

/** What an asker may know of it; with areas and entities none other. Also of what was removed since. */
export const thingsOf = (
  db: Queries,
  { home, entities, areas }: { home: number; entities: readonly string[]; areas: readonly string[] },
) =>
  db.rows<Thing>(sql`
    select entity.id, entity.entity_id, entity.name, area.name as area, entity.unit
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area'
      and area.item_id = coalesce(entity.area_id, device.area_id)
    where entity.home_id = ${home} and (
      cardinality(${entities}::text[]) + cardinality(${areas}::text[]) = 0
      or entity.entity_id = any (${entities}::text[])
      or coalesce(entity.area_id, device.area_id) = any (${areas}::text[]))
    order by entity.id
    limit ${MOST_THINGS}`);

type Wanted = { home: number; keys: readonly number[] | null };
export type EventRow = { at: string; entity_id: number; state: string | null; event: string | null };

/** In their order; keys of house.entity, or all. */
export const eventsIn = (db: Queries, { home, keys }: Wanted, { from, to, most }: Window) =>
  db.rows<EventRow>(sql`
    select event.at, event.entity_id, event.state, event_type.name as event
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${keys}::int[]) as event
    left join memory.event_type on event_type.id = event.type_id
    order by event.at, event.entity_id, event.type_id
    limit ${most}`);

export type HourRow = {
  hour: string;
  entity_id: number | null;
  statistic_id: string | null;
  unit: string | null;
} & Record<"mean" | "min" | "max" | "last" | "change", number | null>;

export const hoursIn = (db: Queries, { home, keys }: Wanted, { from, to, most }: Window) =>
  db.rows<HourRow>(sql`
    select hour.hour, series.entity_id, series.statistic_id, series.unit, hour.mean, hour.min, hour.max, hour.last, hour.change
    from series.hour
    join series.series on series.id = hour.series_id
    where hour.home_id = ${home} and hour.hour >= ${from}::timestamptz and hour.hour < ${to}::timestamptz
      and (${keys}::int[] is null or series.entity_id = any (${keys}::int[]))
    order by hour.hour, hour.series_id
    limit ${most}`);
