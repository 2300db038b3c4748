import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** Hours that have a summary made of events. */
export const settledHours = (db: Queries, entities: number[], hours: string[]) =>
  db.rows<{ entity: number; hour: string }>(sql`
    select series.entity_id as entity, hour.hour
    from series.hour
    join series.series on series.id = hour.series_id
    where hour.hour = any (${hours}::timestamptz[]) and hour.source = 'e' and series.entity_id = any (${entities}::int[])
    limit 1000000`);

/** What entities were just before these instants. */
export const statesBefore = (db: Queries, home: number, wanted: { entity: number; at: string }[]) =>
  db.rows<{ entity: number; state: string | null }>(sql`
    select entity, memory.state_before(${home}::int, entity, at) as state
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (entity int, at timestamptz)
    limit 100000`);

export const labelNames = (db: Queries, home: number) =>
  db.rows<{ id: string; name: string }>(sql`
    select item_id as id, name
    from house.item
    where home_id = ${home} and kind = 'label' and removed_at is null
    limit 1000`);

export type Called = {
  id: number;
  name: string | null;
  area: string | null;
  device: string | null;
  device_id: string | null;
};

export const calledOf = (db: Queries, ids: number[]) =>
  db.rows<Called>(sql`
    select entity.id, entity.name, area.name as area, device.name as device, entity.device_id
    from house.entity
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.id = any (${ids}::int[])
    limit 1000`);
