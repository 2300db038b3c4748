import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type BatteryRow = {
  key: number;
  entity_id: string;
  name: string;
  area: string | null;
  device_id: string | null;
  platform: string | null;
  unit: string | null;
  last: number | null;
};

/** Whatever tells of a battery: a level in per cent, that it is low, or its voltage; that one is of a battery is only in its id. */
export const batteriesOf = (tx: Queries, home: number) =>
  tx.rows<BatteryRow>(sql`
    select entity.id as key, entity.entity_id, coalesce(entity.name, entity.entity_id) as name, area.name as area,
      entity.device_id, entity.platform, entity.unit,
      (select last from series.day where series_id = series.id and last is not null order by day desc limit 1) as last
    from house.entity
    left join series.series on series.entity_id = entity.id and series.unit = '%' and series.kind = 'measurement'
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled
      and ((device_class = 'battery' and entity.unit = '%' and entity.entity_id like 'sensor.%')
        or (device_class = 'battery' and entity.entity_id like 'binary\\_sensor.%')
        or (device_class = 'voltage' and entity.unit in ('V', 'mV') and entity.entity_id ~ '^sensor\\..*(batter|akku)'))
    order by entity.entity_id
    limit 5000`);

export type DayRow = { key: number; day: number; percent: number };

/** How each stood at the end of its days, `day` counted from the epoch; keyed by day first, so that of two years each day is looked up. */
export const daysOf = (tx: Queries, home: number, from: string) =>
  tx.rows<DayRow>(sql`
    select series.entity_id as key, (day.day - '1970-01-01'::date)::int as day, day.last as percent
    from house.entity
    join series.series on series.entity_id = entity.id and series.unit = '%' and series.kind = 'measurement'
    join series.day on day.series_id = series.id
    where entity.home_id = ${home} and entity.removed_at is null and entity.device_class = 'battery' and entity.unit = '%'
      and day.day >= ${from}::date and day.last between 0 and 100
    order by 1, 2
    limit 1000000`);

/** Of each battery that tells a level, whose it is: of one model there may be several in a home. */
export const modelsOf = (tx: Queries, home: number) =>
  tx.rows<{ key: number; model: string }>(sql`
    select entity.id as key, concat_ws(' ', device.manufacturer, device.model) as model
    from house.entity
    join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null and entity.device_class = 'battery' and entity.unit = '%'
      and device.model is not null
    order by entity.id
    limit 5000`);

export type HabitRow = { key: number; levels: number[]; rises: number; days: number };

/** Which levels each has told since a day, how often it rose as it does when it is charged, and within how many days. */
export const habitsOf = (tx: Queries, home: number, from: string) =>
  tx.rows<HabitRow>(sql`
    select key, array_agg(distinct last) as levels, count(*) filter (where rise >= 10)::int as rises, (max(day) - min(day))::int as days
    from (
      select series.entity_id as key, day.day, day.last, day.last - lag(day.last) over (partition by day.series_id order by day.day) as rise
      from house.entity
      join series.series on series.entity_id = entity.id and series.unit = '%' and series.kind = 'measurement'
      join series.day on day.series_id = series.id
      where entity.home_id = ${home} and entity.removed_at is null and entity.device_class = 'battery' and entity.unit = '%'
        and day.day >= ${from}::date and day.last between 0 and 100) as told
    group by key
    order by key
    limit 5000`);

export const homesWithZones = (tx: Queries) =>
  tx.rows<{ id: number; time_zone: string }>(sql`
    select id, time_zone
    from people.home
    order by id
    limit 1000`);
