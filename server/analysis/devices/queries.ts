import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type DeviceRow = {
  device_id: string;
  name: string;
  manufacturer: string | null;
  model: string | null;
  area: string | null;
  integration: string | null;
};

/** `only`: these device ids; null for all. */
export const devicesOf = (tx: Queries, home: number, only: readonly string[] | null) =>
  tx.rows<DeviceRow>(sql`
    select device.device_id, coalesce(device.name, device.model, device.device_id) as name, device.manufacturer, device.model,
      area.name as area, entry.body->>'domain' as integration
    from house.device
    left join house.item as area on area.connection_id = device.connection_id and area.kind = 'area' and area.item_id = device.area_id
    left join house.item as entry on entry.connection_id = device.connection_id and entry.kind = 'config_entry'
      and entry.item_id = device.config_entry_id
    where device.home_id = ${home} and device.removed_at is null and not device.is_disabled
      and (${only && [...only]}::text[] is null or device.device_id = any (${only && [...only]}::text[]))
    order by device.device_id
    limit 20000`);

export type ThingRow = {
  key: number;
  entity_id: string;
  device_id: string;
  device_class: string | null;
  unit: string | null;
};

export const thingsOf = (tx: Queries, home: number, only: readonly string[] | null) =>
  tx.rows<ThingRow>(sql`
    select id as key, entity_id, device_id, device_class, unit
    from house.entity
    where home_id = ${home} and removed_at is null and not is_disabled and device_id is not null
      and (${only && [...only]}::text[] is null or device_id = any (${only && [...only]}::text[]))
    limit 200000`);

export type ReportRow = { key: number; reported: number; intervals: string };

/** When things last reported, in seconds since the epoch, and their intervals as in house.reporting, told as text: arrays are slow to read. */
export const reportsOf = (tx: Queries, home: number, keys: readonly number[] | null) =>
  tx.rows<ReportRow>(sql`
    select entity_id as key, extract(epoch from last_reported)::float8 as reported, array_to_string(intervals, ' ') as intervals
    from house.reporting
    where home_id = ${home} and (${keys && [...keys]}::int[] is null or entity_id = any (${keys && [...keys]}::int[]))
    limit 200000`);

/** The last level of sensors that tell none now. */
export const lastLevels = (tx: Queries, home: number, keys: readonly number[]) =>
  tx.rows<{ key: number; last: number }>(sql`
    select series.entity_id as key, known.last
    from series.series
    cross join lateral (
      select last from series.day where series_id = series.id and last is not null order by day desc limit 1) as known
    where series.home_id = ${home} and series.entity_id = any (${[...keys]}::int[]) and series.unit = '%'
    limit 20000`);

/** Since when things are out of reach, in seconds since the epoch: restarts of Home Assistant left out. */
export const outagesNow = (tx: Queries, home: number) =>
  tx.rows<{ key: number; since: number }>(sql`
    select entity_id as key, extract(epoch from min(started_at))::float8 as since
    from memory.episode
    where home_id = ${home} and kind = 'unavailable' and ended_at is null
    group by entity_id
    limit 100000`);

/** When everything was last looked at, and how many devices there are. */
export const lastLook = (tx: Queries, home: number) =>
  tx.row<{ at: Instant | null; watched: number }>(sql`
    select (select max(at) from ledger.diagnosis where home_id = ${home} and checks <> '{}') as at, count(*)::int as watched
    from house.device
    where home_id = ${home} and removed_at is null and not is_disabled`);
