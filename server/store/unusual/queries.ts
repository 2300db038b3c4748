import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type SeriesRow = {
  id: number;
  entity: number;
  entity_id: string;
  device_id: string | null;
  device_class: string | null;
  platform: string | null;
  category: string | null;
  unit: string | null;
  /** What was learned of it before; null: nothing, or of another device. */
  until: Instant | null;
  began_at: Instant | null;
  state: Uint8Array | null;
};

/** The series of a home's sensors in the units that they have now. */
export const sensorSeries = (tx: Queries, home: number) =>
  tx.rows<SeriesRow>(sql`
    select series.id, entity.id as entity, entity.entity_id, entity.device_id, entity.device_class, entity.platform, entity.category,
      series.unit, learned.until, learned.began_at, learned.state
    from house.entity
    join series.series on series.entity_id = entity.id and series.unit is not distinct from entity.unit and series.kind = 'measurement'
    left join unusual.learned on learned.series_id = series.id and learned.device_id is not distinct from entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled and entity.entity_id like 'sensor.%'
    order by series.id
    limit 20000`);

export type HourRow = { id: number; at: number; mean: number; low: number; high: number };
export type Hours = { home: number; ids: readonly number[]; from: Instant; to: Instant };

/** Hours of these series, oldest first; `at` in milliseconds since the epoch. */
export const hoursBetween = (tx: Queries, { home, ids, from, to }: Hours) =>
  tx.rows<HourRow>(sql`
    select series_id as id, (extract(epoch from hour) * 1000)::float8 as at, mean, coalesce(min, mean) as low, coalesce(max, mean) as high
    from series.hour
    where hour >= ${from}::timestamptz and hour < ${to}::timestamptz and home_id = ${home} and mean is not null
      and series_id = any (${[...ids]}::int[])
    order by hour, series_id
    limit 1000000`);

/** Up to where hours are closed, `now` at most; undefined while the past still comes in. */
export const closedUntil = async (tx: Queries, home: number, now: Instant): Promise<Instant | undefined> => {
  const row = await tx.row<{ until: Instant; is_coming: boolean }>(sql`
    select least(date_trunc('hour', ${now}::timestamptz),
        (select min(hour) from memory.due_hour where home_id = ${home})) as until,
      exists (select from memory.import where home_id = ${home} and state = 'running') as is_coming`);
  return row && !row.is_coming ? row.until : undefined;
};

export type LearnedRow = {
  series_id: number;
  entity_id: number;
  device_id: string | null;
  began_at: Instant;
  until: Instant;
  /** Hexadecimal. */
  state: string;
};

export const keepLearned = (tx: Queries, home: number, rows: readonly LearnedRow[]) =>
  tx.run(sql`
    insert into unusual.learned (home_id, series_id, entity_id, device_id, began_at, until, state)
    select ${home}::int, series_id, entity_id, device_id, began_at, until, decode(state, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as it (series_id int, entity_id int, device_id text, began_at timestamptz, until timestamptz, state text)
    on conflict (series_id) do update set device_id = excluded.device_id, began_at = excluded.began_at, until = excluded.until,
      state = excluded.state`);

/** Of series whose past has grown at its far end, as by an import, and of those that went; `horizon`: nothing older is learned. */
export const dropOutgrown = (tx: Queries, home: number, horizon: Instant) =>
  tx.run(sql`
    delete from unusual.learned
    where home_id = ${home} and (
      not exists (select from series.series where series.id = learned.series_id)
      or series_id in (
        select known.series_id
        from (
          select series_id, min(day) as day
          from series.day
          where home_id = ${home} and day > (${horizon}::timestamptz)::date and mean is not null
          group by series_id) as known
        join unusual.learned as own on own.series_id = known.series_id
        where known.day < (own.began_at - interval '3 days')::date))`);

export const learnedOf = (tx: Queries, home: number, entityId: string) =>
  tx.row<{ state: Uint8Array }>(sql`
    select learned.state
    from unusual.learned
    join house.entity on entity.id = learned.entity_id
    join series.series on series.id = learned.series_id and series.unit is not distinct from entity.unit
    where learned.home_id = ${home} and entity.entity_id = ${entityId} and entity.removed_at is null
    order by learned.until desc
    limit 1`);
