import sql from "sql-template-tag";
import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import type { DeviceShown, EntityShown, HouseHits, ListDevices, ListEntities } from "./contract.ts";

type EntityRow = Omit<z.infer<typeof EntityShown>, "state" | "changed_at">;

export const listEntities = (
  db: Queries,
  home: number,
  { areas, domains, devices, cursor, limit }: z.infer<typeof ListEntities>,
) =>
  db.rows<EntityRow>(sql`
    select entity.entity_id, coalesce(entity.name, entity.entity_id) as name, area.name as area, entity.area_id, entity.device_id,
      entity.platform, entity.device_class, entity.unit, entity.labels, entity.members, reporting.last_reported
    from house.entity
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    left join house.reporting on reporting.entity_id = entity.id
    where entity.home_id = ${home} and entity.removed_at is null
      and (${areas ?? null}::text[] is null or entity.area_id = any (${areas ?? null}::text[]))
      and (${domains ?? null}::text[] is null or split_part(entity.entity_id, '.', 1) = any (${domains ?? null}::text[]))
      and (${devices ?? null}::text[] is null or entity.device_id = any (${devices ?? null}::text[]))
      and (${cursor ?? null}::text is null or entity.entity_id > ${cursor ?? null}::text)
    order by entity.entity_id
    limit ${limit}`);

export const listDevices = (db: Queries, home: number, { areas, cursor, limit }: z.infer<typeof ListDevices>) =>
  db.rows<z.infer<typeof DeviceShown>>(sql`
    select device.device_id, coalesce(device.name, device.model, device.device_id) as name, device.manufacturer, device.model,
      device.sw_version, area.name as area, device.area_id, device.via_device_id, device.parent_device_id,
      entry.body->>'domain' as integration,
      array(
        select entity_id
        from house.entity
        where entity.home_id = device.home_id and entity.device_id = device.device_id and entity.removed_at is null
        order by entity_id) as entities
    from house.device
    left join house.item as area on area.connection_id = device.connection_id and area.kind = 'area' and area.item_id = device.area_id
    left join house.item as entry on entry.connection_id = device.connection_id and entry.kind = 'config_entry' and entry.item_id = device.config_entry_id
    where device.home_id = ${home} and device.removed_at is null
      and (${areas ?? null}::text[] is null or device.area_id = any (${areas ?? null}::text[]))
      and (${cursor ?? null}::text is null or device.device_id > ${cursor ?? null}::text)
    order by device.device_id
    limit ${limit}`);

/** Every word must begin a word of the name, an alias, the area or the id; whole names come first. */
export const searchHouse = (db: Queries, home: number, { query, limit }: { query: string; limit: number }) => {
  const words = query.toLowerCase().split(/\s+/u);
  return db.rows<z.infer<typeof HouseHits>["items"][number]>(sql`
    with known as (
      select 'entity' as kind, entity.entity_id as id, coalesce(entity.name, entity.entity_id) as name, area.name as area,
        concat_ws(' ', entity.name, replace(replace(entity.entity_id, '.', ' '), '_', ' '), entity.entity_id, array_to_string(entity.aliases, ' '), area.name) as words
      from house.entity
      left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
      where entity.home_id = ${home} and entity.removed_at is null
      union all
      select 'device', device.device_id, coalesce(device.name, device.model, device.device_id), area.name,
        concat_ws(' ', device.name, device.manufacturer, device.model, area.name)
      from house.device
      left join house.item as area on area.connection_id = device.connection_id and area.kind = 'area' and area.item_id = device.area_id
      where device.home_id = ${home} and device.removed_at is null
      union all
      select 'area', item_id, name, null, concat_ws(' ', name, body->>'aliases')
      from house.item
      where home_id = ${home} and kind = 'area' and removed_at is null)
    select kind, id, name, area
    from known
    where not exists (
      select from unnest(${words}::text[]) as word
      where position(' ' || word in ' ' || translate(lower(words), '"[],', '    ')) = 0)
    order by lower(name) <> ${query.toLowerCase()}, array_position(array['area', 'device', 'entity'], kind), length(name), id
    limit ${limit}`);
};
