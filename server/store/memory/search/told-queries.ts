import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type Span = { from: string; to: string };
export type Told = { id: number; count: number; first: string; last: string };

/** Sentences told in the hours that a span touches. */
export const sentencesTold = (tx: Queries, home: number, { from, to }: Span) =>
  tx.rows<{ id: number }>(sql`
    select distinct id
    from memory.told
    cross join unnest(sentences, firsts, lasts) as one (id, first, last)
    where home_id = ${home} and hour > ${from}::timestamptz - interval '1 hour' and hour < ${to}
      and one.last >= ${from} and one.first < ${to}
    limit 50000`);

/**
 * How often each was told in a span, its first and its last time, in hours that are closed; of one that the span cuts, the whole is counted.
 * Of days that are folded the day is read, of the others their hours.
 */
export const countsTold = (tx: Queries, home: number, { from, to }: Span, sentences: number[]) =>
  tx.rows<Told>(sql`
    with folded as materialized (
      select one.day, day::timestamp at time zone 'UTC' as since, (day + 1)::timestamp at time zone 'UTC' as until
      from (
        select greatest(min(hour), ${from}::timestamptz) at time zone 'UTC' as since, least(max(hour), ${to}::timestamptz) at time zone 'UTC' as until
        from memory.told
        where home_id = ${home}) as span
      cross join lateral generate_series(date_trunc('day', span.since), span.until, '1 day') as at
      cross join lateral (select at::date as day) as one
      where exists (
          select from memory.told_day
          where told_day.home_id = ${home} and told_day.day = one.day and sentence_id = 0)
        and day::timestamp at time zone 'UTC' >= ${from}::timestamptz
        and (day + 1)::timestamp at time zone 'UTC' <= ${to}::timestamptz
        and not exists (
          select from memory.due_hour
          where due_hour.home_id = ${home} and due_hour.hour >= day::timestamp at time zone 'UTC'
            and due_hour.hour < (day + 1)::timestamp at time zone 'UTC'))
    select id, sum(count)::int as count, min(first) as first, max(last) as last
    from (
      select told.id, told.count, told.first, told.last
      from folded
      cross join unnest(${sentences}::int[]) as wanted (id)
      cross join lateral (
        select sentence_id as id, count, first, last
        from memory.told_day
        where home_id = ${home} and told_day.day = folded.day and sentence_id = wanted.id
        limit 1) as told -- keeps it a look-up
      union all
      select one.id, one.count, one.first, one.last
      from memory.told
      cross join unnest(sentences, counts, firsts, lasts) as one (id, count, first, last)
      where home_id = ${home} and hour > ${from}::timestamptz - interval '1 hour' and hour < ${to}
        and one.id = any (${sentences}::int[]) and one.last >= ${from} and one.first < ${to}
        and not exists (
          select from memory.due_hour
          where due_hour.home_id = told.home_id and due_hour.hour = told.hour)
        and not exists (select from folded where told.hour >= folded.since and told.hour < folded.until)) as part
    group by id`);

/** Events about no entity are stored under a number made of what they say. */
export const eventsAt = (tx: Queries, home: number, wanted: { id: number; at: string; type_id: number }[]) =>
  tx.rows<{ id: number; entity_id: number }>(sql`
    select distinct on (wanted.id) wanted.id, event.entity_id
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (id int, at timestamptz, type_id smallint)
    join memory.event on event.at = wanted.at and event.type_id = wanted.type_id and event.home_id = ${home} and event.entity_id < 0
    order by wanted.id, event.entity_id`);
