import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type EntityRow = {
  key: number;
  entity_id: string;
  name: string;
  device_id: string | null;
  area_id: string | null;
  entry_id: string | null;
  platform: string | null;
  category: string | null;
  device_class: string | null;
  unit: string | null;
  is_hidden: boolean;
};

/** Of what is enabled. */
export const entitiesOf = (tx: Queries, home: number) =>
  tx.rows<EntityRow>(sql`
    select id as key, entity_id, coalesce(name, entity_id) as name, device_id, area_id, config_entry_id as entry_id, platform,
      category, device_class, unit, is_hidden
    from house.entity
    where home_id = ${home} and removed_at is null and not is_disabled
    order by entity_id
    limit 50000`);

export type DeviceRow = {
  device_id: string;
  name: string;
  model: string | null;
  manufacturer: string | null;
  area_id: string | null;
  entry_id: string | null;
  via_device_id: string | null;
};

export const devicesOf = (tx: Queries, home: number) =>
  tx.rows<DeviceRow>(sql`
    select device_id, coalesce(name, model, device_id) as name, model, manufacturer, area_id, config_entry_id as entry_id, via_device_id
    from house.device
    where home_id = ${home} and removed_at is null and not is_disabled
    order by device_id
    limit 20000`);

export type AreaRow = { area_id: string; name: string };

export const areasOf = (tx: Queries, home: number) =>
  tx.rows<AreaRow>(sql`
    select item_id as area_id, name
    from house.item
    where home_id = ${home} and kind = 'area' and removed_at is null
    order by item_id
    limit 5000`);

export type OutageRow = { key: number; n: number; seconds: number; open_since: Instant | null };

/** How long things are used to be out of reach, and since when they are now. */
export const outagesOf = (tx: Queries, home: number) =>
  tx.rows<OutageRow>(sql`
    select entity_id as key, count(ended_at)::int as n,
      coalesce(percentile_cont(0.9) within group (order by extract(epoch from ended_at - started_at)), 0)::float8 as seconds,
      min(started_at) filter (where ended_at is null) as open_since
    from memory.episode
    where home_id = ${home} and kind = 'unavailable'
    group by entity_id
    limit 100000`);
