import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { toMicroseconds } from "#server/instant.ts";
import { HOUR } from "../five-minutes.ts";
import type { SeriesKind } from "../kind.ts";
import type { Rollup } from "../rollup.ts";

/** From an instant to another, in microseconds since the epoch. */
export type Span = { from: Instant; to: Instant };

type EntityRow = { id: number; entity_id: string; name: string | null };

export const entityNamed = (db: Queries, home: number, entityId: string) =>
  db.row<EntityRow>(sql`
    select id, entity_id, name
    from house.entity
    where home_id = ${home} and entity_id = ${entityId}
    order by removed_at desc nulls first
    limit 1`);

export const entityIds = (db: Queries, home: number) =>
  db.rows<{ entity_id: string }>(sql`
    select entity_id
    from house.entity
    where home_id = ${home} and removed_at is null
    order by entity_id
    limit 20000`);

export type StoredSeries = {
  id: number;
  name: string | null;
  unit: string | null;
  kind: SeriesKind;
  last_at: Instant | null;
};
type Sought = Span & { home: number; entity: number | null; statisticId: string };

/** The series of an entity, or of a statistic that is no entity's, with when in the span each had its last number. */
export const storedSeries = (db: Queries, { home, entity, statisticId, ...span }: Sought) =>
  db.rows<StoredSeries>(sql`
    select id, name, unit, kind, latest.at as last_at
    from series.series
    left join lateral (${daysIn(span) > HOURS_UP_TO ? lastDay(span) : lastHour(span)}) as latest on true
    where home_id = ${home} and (entity_id = ${entity}::int or (${entity}::int is null and statistic_id = ${statisticId}))
    order by latest.at desc nulls last, id desc
    limit 100`);

/** Days; beyond them a series' days are looked up, a 24th as many. */
const HOURS_UP_TO = 31;
const daysIn = ({ from, to }: Span) => (toMicroseconds(to) - toMicroseconds(from)) / (24 * HOUR);

const lastHour = (span: Span) => sql`
  select max(known.hour) as at
  from ${hoursIn(span)} as wanted (hour)
  cross join lateral (
    select hour.hour
    from series.hour
    where hour.hour = wanted.hour and hour.series_id = series.id
    limit 1) as known`;

const lastDay = ({ from, to }: Span) => sql`
  select max(day.day)::timestamptz as at
  from generate_series((${from}::timestamptz - interval '1 day')::date, (${to}::timestamptz + interval '1 day')::date,
    interval '1 day') as wanted (day)
  join series.day on day.day = wanted.day::date and day.series_id = series.id`;

const hoursIn = ({ from, to }: Span) => sql`
  generate_series(date_trunc('hour', ${from}::timestamptz, 'UTC'), ${to}::timestamptz - interval '1 microsecond', interval '1 hour')`;

/** Hours of the span that are not rolled up, or not up to date; the latest, for each is read event by event. */
export const dueHoursIn = (db: Queries, home: number, { from, to }: Span) =>
  db.rows<{ hour: Instant }>(sql`
    select hour
    from memory.due_hour
    where home_id = ${home} and hour > ${from}::timestamptz - interval '1 hour' and hour < ${to}::timestamptz
    order by hour desc
    limit 24`);

/** Source: e for events, else statistics of Home Assistant, which have neither five minutes nor events. */
export type HourPoint = Rollup & { at: Instant; source: string };

// The limits keep each lookup a lookup, 6 µs an hour whatever the age of the home: PostgreSQL 18 would skip through the index from its first hour.
export const hoursOf = (db: Queries, seriesId: number, span: Span) =>
  db.rows<HourPoint>(sql`
    select hour.hour as at, source, count, mean, weight, min, max, last, change
    from ${hoursIn(span)} as wanted (hour)
    cross join lateral (
      select hour.hour, source, count, mean, weight, min, max, last, change
      from series.hour
      where hour.hour = wanted.hour and hour.series_id = ${seriesId}
      limit 1) as hour
    order by hour.hour
    limit 100000`);

export type FiveMinutesPoint = Rollup & {
  at: Instant;
  counts: number[] | null;
  means: (number | null)[] | null;
  weights: (number | null)[] | null;
  mins: (number | null)[] | null;
  maxs: (number | null)[] | null;
  lasts: (number | null)[] | null;
  changes: (number | null)[] | null;
};

export const fiveMinutesOf = (db: Queries, seriesId: number, span: Span) =>
  db.rows<FiveMinutesPoint>(sql`
    select hour.hour as at, count, mean, weight, min, max, last, change, counts, means, weights, mins, maxs, lasts, changes
    from ${hoursIn(span)} as wanted (hour)
    cross join lateral (
      select hour.hour, count, mean, weight, min, max, last, change
      from series.hour
      where hour.hour = wanted.hour and hour.series_id = ${seriesId}
      limit 1) as hour
    left join lateral (
      select counts, means, weights, mins, maxs, lasts, changes
      from series.five_minutes
      where five_minutes.hour = wanted.hour and five_minutes.series_id = ${seriesId}
      limit 1) as slots on true
    order by hour.hour
    limit 1000`);

type DayPoint = Rollup & { at: Instant; until: Instant };

export const daysOf = (db: Queries, seriesId: number, { from, to, timeZone }: Span & { timeZone: string }) =>
  db.rows<DayPoint>(sql`
    select wanted.day at time zone ${timeZone} as at, (wanted.day + interval '1 day') at time zone ${timeZone} as until,
      count, mean, weight, min, max, last, change
    from generate_series(date_trunc('day', ${from}::timestamptz at time zone ${timeZone}),
      (${to}::timestamptz - interval '1 microsecond') at time zone ${timeZone}, interval '1 day') as wanted (day)
    join series.day on day.day = wanted.day::date and day.series_id = ${seriesId}
    order by wanted.day
    limit 10000`);

/** The days of the home's time zone in which these hours start. */
export const daysAround = (db: Queries, hours: Instant[], timeZone: string) =>
  db.rows<Span>(sql`
    select day at time zone ${timeZone} as from, (day + interval '1 day') at time zone ${timeZone} as to
    from (
      select distinct date_trunc('day', hour at time zone ${timeZone}) as day
      from unnest(${hours}::timestamptz[]) as hour) as days
    order by day
    limit 100`);

type StateAt = { at: Instant; state: string | null; attributes_id: number | null };

/** The latest `most` states of a span, in their order. */
export const statesOf = (db: Queries, home: number, entity: number, { from, to, most }: Span & { most: number }) =>
  db.rows<StateAt>(sql`
    select at, state, attributes_id
    from (
      select at, state, attributes_id
      from memory.events_between(${home}, ${from}::timestamptz, ${to}::timestamptz, ${[entity]}::int[])
      where type_id = 0
      order by at desc
      limit ${most}) as latest
    order by at`);

export const stateBefore = (db: Queries, home: number, entity: number, before: Instant) =>
  db.row<{ state: string | null }>(
    sql`select memory.state_before(${home}, ${entity}, ${before}::timestamptz) as state`,
  );

export const gapsOf = (db: Queries, home: number, entityId: string, { from, to }: Span) =>
  db.rows<{ from: Instant; to: Instant; reason: string }>(sql`
    select greatest(gap.started_at, ${from}::timestamptz) as from, least(gap.ended_at, ${to}::timestamptz) as to, reason
    from memory.gap
    where home_id = ${home} and gap.started_at < ${to}::timestamptz and gap.ended_at > ${from}::timestamptz
      and (missing = 'everything' or (missing = 'unrecorded entities' and ${entityId} = any (entities)))
    order by gap.started_at
    limit 500`);
