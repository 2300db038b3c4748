import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

/** Times out of reach of ninety days, of entities; seconds since the epoch. */
export const outagesSince = (tx: Queries, home: number, now: Instant) =>
  tx.rows<{ key: number; from: number; to: number }>(sql`
    select entity_id as key, extract(epoch from started_at)::float8 as from,
      extract(epoch from coalesce(ended_at, ${now}::timestamptz))::float8 as to
    from memory.episode
    where home_id = ${home} and kind = 'unavailable' and started_at >= ${now}::timestamptz - interval '104 days'
    order by started_at
    limit 200000`);

export type MeansRow = { device_id: string; unit: string | null; now: number; before: number };

/** Of each device's link, as Zigbee, Z-Wave, Wi-Fi and Bluetooth tell it: the daily means of this week and of the four before. */
export const linkMeans = (tx: Queries, home: number, today: string) =>
  tx.rows<MeansRow>(sql`
    select entity.device_id, min(series.unit) as unit,
      avg(mean) filter (where day > ${today}::date - 7) as now, avg(mean) filter (where day <= ${today}::date - 7) as before
    from series.day
    join series.series on series.id = day.series_id
    join house.entity on entity.id = series.entity_id
    where day.home_id = ${home} and day.day > ${today}::date - 35 and entity.device_id is not null and entity.removed_at is null
      and (entity.device_class = 'signal_strength' or entity.entity_id ~ '_(linkquality|link_quality|lqi|rssi)$')
    group by entity.device_id
    having count(*) filter (where day > ${today}::date - 7) >= 3 and count(*) filter (where day <= ${today}::date - 7) >= 7
    limit 20000`);

/** On how many days of the last seven an uptime, in a unit of time, was less in the evening than the evening before. */
export const restartsOf = (tx: Queries, home: number, today: string) =>
  tx.rows<{ device_id: string; days: number }>(sql`
    select device_id, max(days)::int as days
    from (
      select entity.device_id, count(*) filter (where day.last < before.last) as days
      from series.day
      join series.series on series.id = day.series_id
      join house.entity on entity.id = series.entity_id
      join series.day as before on before.day = day.day - 1 and before.series_id = day.series_id
      where day.home_id = ${home} and day.day > ${today}::date - 7 and entity.entity_id ~ '_uptime$'
        and series.unit in ('s', 'min', 'h', 'd') and entity.device_id is not null
      group by entity.device_id, series.id) as each
    group by device_id
    having max(days) > 0
    limit 20000`);

export type DeviceShown = { device_id: string; name: string; area: string | null; entity_ids: string[] };

export const devicesShown = (tx: Queries, home: number) =>
  tx.rows<DeviceShown>(sql`
    select device.device_id, coalesce(device.name, device.model, device.device_id) as name, area.name as area,
      array_agg(entity.entity_id) as entity_ids
    from house.device
    join house.entity on entity.connection_id = device.connection_id and entity.device_id = device.device_id and entity.removed_at is null
    left join house.item as area on area.connection_id = device.connection_id and area.kind = 'area' and area.item_id = device.area_id
    where device.home_id = ${home} and device.removed_at is null
    group by 1, 2, 3
    order by 1
    limit 20000`);
