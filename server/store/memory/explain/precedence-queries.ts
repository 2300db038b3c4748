import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { earliest, latest } from "#server/instant.ts";

/** What an entity became; of buttons and the like the state is when they were used, so that any is the same. */
export type Became = { entity: number; state: string | null };
export type Precursor = Became & { at: Instant };

type Span = { since: Instant; until: Instant };

const MOST = 40;
/** More than a home says in half a minute. */
const MOST_A_WINDOW = 10_000;

/** When the entity became so, the latest times of the span first. */
export const timesOf = (db: Queries, home: number, { entity, state, since, until }: Became & Span) =>
  db.rows<{ at: Instant }>(sql`
    select at
    from (
      select at, state, lag(state) over (order by at) as previous, row_number() over (order by at) > 1 as has_previous
      from memory.events_between(${home}::int, ${since}::timestamptz, ${until}::timestamptz, array[${entity}::int])
      where type_id = 0) as told
    where has_previous and state is distinct from previous and (${state}::text is null or state = ${state})
      and (previous is null or previous not in ('unavailable', 'unknown'))
    order by at desc
    limit ${MOST}`);

/** What others became in a span, the last time of each; numbers and silence are no news. */
export const becameIn = (db: Queries, home: number, { since, until, except }: Span & { except: number }) =>
  db.rows<{ at: Instant; entity: number; entity_id: string; state: string }>(sql`
    select distinct on (event.entity_id, event.state) event.at, event.entity_id as entity, entity.entity_id, event.state
    from memory.all_between(${home}::int, ${since}::timestamptz, ${until}::timestamptz) as event
    join house.entity on entity.id = event.entity_id
    where event.type_id = 0
      and event.entity_id > 0 and event.entity_id <> ${except}
      and event.state !~ '^[-+0-9.]+$' and event.state not in ('unavailable', 'unknown') and length(event.state) <= 60
    order by event.entity_id, event.state, event.at desc
    limit 100`);

type Window = { at: Instant; own: boolean };

/** In how many windows of so many seconds before each instant these came, of the times themselves and of other moments. */
export const countBefore = (
  db: Queries,
  home: number,
  { windows, seconds, precursors }: { windows: readonly Window[]; seconds: number; precursors: readonly Became[] },
) => {
  const ats = windows.map(({ at }) => at);
  // The bounds said once more as constants, so that the planner passes over other days.
  return db.rows<{ place: number; own: boolean; n: number }>(sql`
    with precursor as materialized (
      select entity, state, place::int
      from unnest(${precursors.map(({ entity }) => entity)}::int[], ${precursors.map(({ state }) => state)}::text[])
        with ordinality as one (entity, state, place)),
    beginning as materialized (
      select at, own
      from unnest(${ats}::timestamptz[], ${windows.map(({ own }) => own)}::bool[]) as one (at, own))
    select precursor.place - 1 as place, beginning.own, count(distinct beginning.at)::int as n
    from beginning
    cross join lateral (
      select plain.entity_id, plain.state
      from (
        select event.entity_id, event.state
        from memory.event
        where event.at >= beginning.at - ${seconds}::int * interval '1 second' and event.at < beginning.at
          and event.home_id = ${home} and event.type_id = 0
          and event.at >= ${earliest(ats)}::timestamptz - interval '1 hour' and event.at < ${latest(ats)}::timestamptz
        order by event.at
        limit ${MOST_A_WINDOW}) as plain -- keeps it a look-up: else every day between is read
      union all
      select sealed.entity_id, sealed.state
      from memory.sealed_between(${home}::int, beginning.at - ${seconds}::int * interval '1 second', beginning.at,
        ${precursors.map(({ entity }) => entity)}::int[]) as sealed) as told
    join precursor on precursor.entity = told.entity_id and (precursor.state is null or precursor.state = told.state)
    group by precursor.place, beginning.own`);
};
