import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { earliest, latest } from "#server/instant.ts";
import type { EventKey } from "../linking.ts";

/** How far apart from the event the moments lie that say what comes anyway. */
const OTHER_MINUTES = [-60, 60];

/** The sentence by which an event was told. */
export const sentenceTold = (tx: Queries, home: number, { at, entity_id, type_id }: EventKey) =>
  tx.row<{ id: number }>(sql`
    select sentence_id as id
    from memory.telling
    where home_id = ${home} and at = ${at}::timestamptz and place = ${type_id}::bigint * 4294967296 + ${entity_id}::int`);

export const sentenceOf = (tx: Queries, home: number, it: { entity_id: number; type_id: number; text: string }) =>
  tx.row<{ id: number }>(sql`
    select id
    from memory.sentence
    where home_id = ${home} and entity_id = ${it.entity_id} and type_id = ${it.type_id} and md5(text) = md5(${it.text})`);

/** The latest times of one sentence, in hours that are closed. */
export const timesTold = (tx: Queries, home: number, sentence: number, limit: number) =>
  tx.rows<{ at: string }>(sql`
    select at
    from memory.telling
    where home_id = ${home} and sentence_id = ${sentence}
    order by at desc
    limit ${limit}`);

type Followed = { entity_id: string; name: string | null; state: string; count: number; expected: number };

/** What became of others within ten minutes after each of these times, more often than an hour earlier and later; numbers left out. */
export const whatFollowed = (tx: Queries, home: number, entity: number, times: readonly string[]) =>
  tx.rows<Followed>(sql`
    with own as (
      select at as began, at, true as is_own
      from unnest(${[...times]}::timestamptz[]) as at
      union all
      select began, began + minutes * interval '1 minute', false
      from unnest(${[...times]}::timestamptz[]) as began
      cross join unnest(${OTHER_MINUTES}::int[]) as minutes),
    followed as (
      select later.entity_id, later.state, count(distinct own.at) filter (where is_own)::int as count,
        round(count(distinct own.at) filter (where not is_own)::numeric / ${OTHER_MINUTES.length}::int, 1)::float8 as expected
      from own
      cross join lateral (
        select plain.at, plain.home_id, plain.entity_id, plain.type_id, plain.state
        from memory.event as plain
        where plain.at > own.at and plain.at <= own.at + interval '10 minutes'
        union all
        select sealed.at, sealed.home_id, sealed.entity_id, sealed.type_id, sealed.state
        from memory.sealed_between(${home}::int, own.at, own.at + interval '10 minutes 1 microsecond',
          array(select id from house.entity where home_id = ${home} and unit is null)) as sealed -- numbers are left out
        where sealed.at > own.at) as later
      where later.home_id = ${home} and later.type_id = 0 and later.entity_id > 0 and later.entity_id <> ${entity}
        and later.at > ${earliest(times)}::timestamptz - interval '61 minutes' and later.at < ${latest(times)}::timestamptz + interval '71 minutes'
        and later.state !~ '^[-+0-9.]+$' and later.state not in ('unavailable', 'unknown') and length(later.state) <= 60
      group by later.entity_id, later.state)
    select entity.entity_id, entity.name, followed.state, followed.count, followed.expected
    from followed
    join house.entity on entity.id = followed.entity_id
    where followed.count > followed.expected
    order by followed.count - followed.expected desc, entity.entity_id
    limit 20`);
