import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { HOUR } from "./five-minutes.ts";
import { numericDomains, type SeriesKind } from "./kind.ts";
import type { Rollup } from "./rollup.ts";

/** Entities by their id in the house; null means all of the home. */
export type Reach = { home: number; hour: Instant; entities: number[] | null };

export type NumericEntity = {
  id: number;
  entity_id: string;
  unit: string | null;
  state_class: string | null;
  is_disabled: boolean;
};

export const numericEntities = (tx: Queries, { home, hour, entities }: Reach) =>
  tx.rows<NumericEntity>(sql`
    select id, entity_id, unit, state_class, is_disabled
    from house.entity
    where home_id = ${home} and split_part(entity_id, '.', 1) = any (${numericDomains}::text[])
      and (removed_at is null or removed_at > ${hour}::timestamptz)
      and (${entities}::int[] is null or id = any (${entities}::int[]))
    limit 100000`);

export type StateRow = { entity: number; micros: number; state: string | null; attributes_id: number | null };

/** The states of an hour in their order, at microseconds from its start. */
export const statesIn = (tx: Queries, { home, hour, entities }: Reach, numeric: number[]) =>
  tx.rows<StateRow>(sql`
    select entity_id as entity, (extract(epoch from at - ${hour}::timestamptz) * 1000000)::float8 as micros, state, attributes_id
    from memory.events_between(${home}, ${hour}::timestamptz, ${hourAfter(hour)}::timestamptz, ${entities}::int[])
    where type_id = 0 and entity_id = any (${numeric}::int[])
    order by at
    limit 10000000`);

/** Computed here: what is computed in a query is planned over all days. */
const hourAfter = (hour: Instant): Instant => fromMicroseconds(toMicroseconds(hour) + HOUR);

export type FactsRow = { id: number; unit: string | null; state_class: string | null; last_reset: string | null };

export const factsOf = (tx: Queries, attributeIds: number[]) =>
  tx.rows<FactsRow>(sql`
    select id, body ->> 'unit_of_measurement' as unit, body ->> 'state_class' as state_class, body ->> 'last_reset' as last_reset
    from unnest(${attributeIds}::int[]) as id
    cross join lateral memory.attributes_of(id) as body
    limit 1000000`);

export type HourEnd = {
  entity: number;
  unit: string | null;
  kind: SeriesKind;
  last: number;
  is_held: boolean;
  last_reset: Instant | null;
};

/** What each series of entities had when an hour ended. */
export const hourEnds = (tx: Queries, { home, hour, entities }: Reach) =>
  tx.rows<HourEnd>(sql`
    select series.entity_id as entity, unit, kind, last, is_held, last_reset
    from series.hour
    join series.series on series.id = hour.series_id
    where hour.hour = ${hour}::timestamptz and hour.home_id = ${home} and last is not null
      and series.entity_id is not null and (${entities}::int[] is null or series.entity_id = any (${entities}::int[]))
    limit 100000`);

/** The last state of each entity before an hour, by the postings of closed hours: those not closed yet carry forward when they are. */
export const lastStates = (tx: Queries, hour: Instant, entities: number[]) =>
  tx.rows<{ entity: number; state: string | null; attributes_id: number | null }>(sql`
    select wanted.id as entity, latest.state, latest.attributes_id
    from unnest(${entities}::int[]) as wanted (id)
    cross join lateral (
      select told.state, told.attributes_id
      from (
        (select event.at, event.state, event.attributes_id
        from (
          select posting.times from memory.posting
          where posting.entity_id = wanted.id and posting.hour < ${hour}::timestamptz
            and posting.hour >= ${hour}::timestamptz - interval '31 days'
          order by posting.hour desc
          limit 3) as recent
        cross join lateral unnest(recent.times[greatest(cardinality(recent.times) - 4, 1):]) as listed (at)
        cross join lateral (
          select told.at, told.state, told.attributes_id
          from memory.event as told
          where told.at = listed.at and told.entity_id = wanted.id and told.type_id = 0
          limit 1) as event -- keeps it a look-up: else whole days are read for each entity that has no older posting
        order by event.at desc
        limit 1)
        union all
        select sealed.at, sealed.state, sealed.attributes_id
        from memory.sealed_before(wanted.id, ${hour}::timestamptz - interval '31 days', ${hour}::timestamptz) as sealed
        where sealed.at >= ${hour}::timestamptz - interval '31 days') as told
      order by told.at desc limit 1) as latest
    limit 100000`);

/** Where meters stood that have been silent for more than an hour; longer than 31 days ago is a new beginning. */
export const lastReadings = (tx: Queries, hour: Instant, entities: number[]) =>
  tx.rows<HourEnd>(sql`
    select series.entity_id as entity, unit, kind, latest.last, false as is_held, latest.last_reset
    from series.series
    cross join lateral (
      select known.last, known.last_reset
      from generate_series(${hour}::timestamptz - interval '1 hour', ${hour}::timestamptz - interval '31 days',
        interval '-1 hour') as back (hour)
      cross join lateral (
        select last, last_reset
        from series.hour
        where hour.hour = back.hour and hour.series_id = series.id and last is not null
        limit 1) as known
      order by back.hour desc
      limit 1) as latest
    where series.entity_id = any (${entities}::int[]) and kind = 'meter'
    limit 100000`);

type SeriesRow = { id: number; entity: number; unit: string | null; kind: SeriesKind };

export const seriesOf = (tx: Queries, entities: number[]) =>
  tx.rows<SeriesRow>(sql`
    select id, entity_id as entity, unit, kind
    from series.series
    where entity_id = any (${entities}::int[])
    order by id
    limit 100000`);

export const addSeries = (tx: Queries, wanted: Omit<SeriesRow, "id">[]) =>
  tx.rows<SeriesRow>(sql`
    insert into series.series as old (home_id, connection_id, entity_id, unit, kind)
    select home_id, connection_id, entity.id, new.unit, new.kind
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as new (entity int, unit text, kind text)
    join house.entity on entity.id = new.entity
    on conflict (connection_id, entity_id, statistic_id, unit, kind) do update set kind = excluded.kind
    returning id, entity_id as entity, unit, kind`);

export type HourRow = Rollup & { series_id: number; is_held: boolean; last_reset: Instant | null };

/** Answers the rows that were not so already. */
export const writeHours = (tx: Queries, { home, hour }: Reach, rows: HourRow[]) =>
  tx.run(sql`
    insert into series.hour as old (hour, series_id, home_id, source, is_held, count, mean, weight, min, max, last, change, last_reset)
    select ${hour}::timestamptz, series_id, ${home}::int, 'e', is_held, count, mean, weight, min, max, last, change, last_reset
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (series_id int, is_held boolean, count int, mean float8,
      weight float8, min float8, max float8, last float8, change float8, last_reset timestamptz)
    order by series_id
    on conflict (hour, series_id) do update set
      source = 'e', is_held = excluded.is_held, count = excluded.count, mean = excluded.mean, weight = excluded.weight,
      min = excluded.min, max = excluded.max, last = excluded.last, change = excluded.change, last_reset = excluded.last_reset
    where old is distinct from excluded`);

/** Each field holds twelve values, one a slot. */
export type FiveMinutesRow = {
  series_id: number;
  counts: number[];
  means: (number | null)[] | null;
  weights: (number | null)[] | null;
  mins: (number | null)[] | null;
  maxs: (number | null)[] | null;
  lasts: (number | null)[];
  changes: (number | null)[] | null;
};

export const writeFiveMinutes = (tx: Queries, { home, hour }: Reach, rows: FiveMinutesRow[]) =>
  tx.run(sql`
    insert into series.five_minutes as old (hour, series_id, home_id, counts, means, weights, mins, maxs, lasts, changes)
    select ${hour}::timestamptz, series_id, ${home}::int, counts, means, weights, mins, maxs, lasts, changes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (series_id int, counts int[], means float8[], weights float8[],
      mins float8[], maxs float8[], lasts float8[], changes float8[])
    order by series_id
    on conflict (hour, series_id) do update set
      counts = excluded.counts, means = excluded.means, weights = excluded.weights, mins = excluded.mins, maxs = excluded.maxs,
      lasts = excluded.lasts, changes = excluded.changes
    where old is distinct from excluded`);

/** Own rows that this rolling up did not find again. Statistics stay: nothing better has come. */
export const forgetHours = (tx: Queries, { home, hour, entities }: Reach, kept: number[]) =>
  tx.run(sql`
    delete from series.hour
    using series.series
    where series.id = hour.series_id and hour.hour = ${hour}::timestamptz and hour.home_id = ${home} and hour.source = 'e'
      and hour.series_id <> all (${kept}::int[])
      and (${entities}::int[] is null or series.entity_id = any (${entities}::int[]))`);

export const forgetFiveMinutes = (tx: Queries, { home, hour, entities }: Reach, kept: number[]) =>
  tx.run(sql`
    delete from series.five_minutes
    using series.series
    where series.id = five_minutes.series_id and five_minutes.hour = ${hour}::timestamptz and five_minutes.home_id = ${home}
      and five_minutes.series_id <> all (${kept}::int[])
      and (${entities}::int[] is null or series.entity_id = any (${entities}::int[]))`);

/** The next hour with own rows. None where an hour that is due comes first: it will find what was carried into it by itself. */
export const nextRolledHour = (tx: Queries, { home, hour }: Reach) =>
  tx.row<{ hour: Instant }>(sql`
    select rolled.hour
    from (
      select hour.hour
      from series.hour
      where hour.hour > ${hour}::timestamptz and home_id = ${home} and source = 'e'
      order by hour.hour
      limit 1) as rolled
    where not exists (
      select from memory.due_hour
      where due_hour.home_id = ${home} and due_hour.hour > ${hour}::timestamptz and due_hour.hour <= rolled.hour)`);

/** The days of the home's time zone in which these hours start, made from their hours; of these series, or of all. */
type DayReach = { home: number; timeZone: string; hours: Instant[]; series: number[] | null };

export const writeDays = (tx: Queries, { home, timeZone, hours, series }: DayReach) =>
  tx.run(sql`
    insert into series.day as old (day, series_id, home_id, hours, count, mean, weight, min, max, last, change)
    select wanted.day, series_id, home_id, count(*), sum(count), ${meanOfHours}, ${weightOfHours}, min(min), max(max),
      (array_agg(last order by hour.hour desc) filter (where last is not null))[1], sum(change)
    from (${daysOf(timeZone, hours)}) as wanted
    join series.hour on hour.hour >= wanted.day::timestamp at time zone ${timeZone}
      and hour.hour < (wanted.day + 1)::timestamp at time zone ${timeZone}
    where home_id = ${home} and (${series}::int[] is null or series_id = any (${series}::int[]))
    group by wanted.day, series_id, home_id
    on conflict (day, series_id) do update set
      hours = excluded.hours, count = excluded.count, mean = excluded.mean, weight = excluded.weight, min = excluded.min,
      max = excluded.max, last = excluded.last, change = excluded.change
    where old is distinct from excluded`);

export const forgetEmptyDays = (tx: Queries, { home, timeZone, hours }: DayReach) =>
  tx.run(sql`
    delete from series.day
    where home_id = ${home} and day in (${daysOf(timeZone, hours)})
      and not exists (
        select
        from generate_series(day::timestamp at time zone ${timeZone},
          (day + 1)::timestamp at time zone ${timeZone} - interval '1 second', interval '1 hour') as back (hour)
        join series.hour on hour.hour = date_trunc('hour', back.hour + interval '59 minutes') and hour.series_id = day.series_id)`);

const daysOf = (timeZone: string, hours: Instant[]): Sql => sql`
  select distinct (hour at time zone ${timeZone})::date as day
  from unnest(${hours}::timestamptz[]) as hour`;

// Only angles have a weight. Directions far apart cancel each other, which is what a weight is for.
const sine = sql`sum(sind(mean) * weight)`;
const cosine = sql`sum(cosd(mean) * weight)`;
const meanOfHours = sql`
  case
    when count(weight) = 0 then avg(mean)
    when atan2d(${sine}, ${cosine}) < 0 then atan2d(${sine}, ${cosine}) + 360
    else atan2d(${sine}, ${cosine})
  end`;
const weightOfHours = sql`sqrt(${sine} ^ 2 + ${cosine} ^ 2)`;
