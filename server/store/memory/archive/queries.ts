import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Window } from "#server/in-windows.ts";

export const namedHomes = (db: Queries) =>
  db.rows<{ id: number; name: string }>(sql`
    select id, name
    from people.home
    order by id
    limit 10000`);

export type ArchivedRow = {
  at: string;
  entity_id: string | null;
  name: string | null;
  area: string | null;
  event: string;
  state: string | null;
  unit: string | null;
  attributes_id: number | null;
};

/** All of a home, of whomever it tells. */
export const eventsToArchive = (db: Queries, home: number, { from, to, most }: Window) =>
  db.rows<ArchivedRow>(sql`
    select event.at, entity.entity_id, entity.name, area.name as area, coalesce(event_type.name, 'state_changed') as event,
      event.state, entity.unit, event.attributes_id
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, null) as event
    left join memory.event_type on event_type.id = event.type_id
    left join house.entity on entity.id = event.entity_id
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area'
      and area.item_id = coalesce(entity.area_id, device.area_id)
    order by event.at, event.entity_id, event.type_id
    limit ${most}`);

export const bodiesOf = (db: Queries, ids: readonly number[]) =>
  db.rows<{ id: number; body: string }>(sql`
    select id, memory.attributes_of(id)::text as body
    from unnest(${[...ids]}::int[]) as id`);
