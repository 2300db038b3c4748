import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type LinkRow = {
  key: number;
  /** Whole days of the home's calendar before today, oldest first, where it reported; counted back from today, which is 0. */
  ago: number[];
  means: number[];
  /** The last hours of the last day in which it reported, oldest first, and when each began in seconds since the epoch. */
  lately: number[];
  hours: number[];
};

/** How well things were heard: each day of two months, and the last eight hours in which they reported. By rows of house.entity. */
export const linksOf = (tx: Queries, { home, now, keys }: { home: number; now: Instant; keys: readonly number[] }) =>
  tx.rows<LinkRow>(sql`
    with link as (
      select id, entity_id as key
      from series.series
      where home_id = ${home} and entity_id = any (${[...keys]}::int[]) and kind = 'measurement'),
    day as (
      select key, array_agg(ago order by ago desc) as ago, array_agg(mean order by ago desc) as means
      from (
        select distinct on (key, day.day) key, ${now}::timestamptz::date - day.day as ago, mean
        from link
        join series.day on series_id = link.id
        where day.day < ${now}::timestamptz::date and day.day >= ${now}::timestamptz::date - 60 and mean is not null
        order by key, day.day) as told
      group by key),
    hour as (
      select key, array_agg(mean order by hour) as lately, array_agg(extract(epoch from hour)::float8 order by hour) as hours
      from (
        select key, hour, mean, row_number() over (partition by key order by hour desc) as place
        from link
        join series.hour on series_id = link.id
        where hour >= ${now}::timestamptz - interval '1 day' and hour < ${now}::timestamptz and mean is not null
          and (count > 0 or source <> 'e')) as told
      where place <= 8
      group by key)
    select key, coalesce(ago, '{}') as ago, coalesce(means, '{}') as means, coalesce(lately, '{}') as lately,
      coalesce(hours, '{}') as hours
    from day
    full join hour using (key)
    limit 20000`);
