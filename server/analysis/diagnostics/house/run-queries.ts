import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

type Of = { since: Instant; until: Instant; keys: readonly number[] };

/** How often each ran, by days before the end of the span: 0 is the last. */
export const runsByDay = (tx: Queries, home: number, { since, until, keys }: Of) =>
  tx.rows<{ entity_id: string; day: number; n: number }>(sql`
    select entity.entity_id, floor(extract(epoch from ${until}::timestamptz - told.at) / 86400)::int as day, count(*)::int as n
    from memory.events_between(${home}::int, ${since}::timestamptz, ${until}::timestamptz, ${[...keys]}::int[]) as told
    join memory.event_type on event_type.id = told.type_id
    join house.entity on entity.id = told.entity_id
    where event_type.name = 'automation_triggered'
    group by 1, 2
    limit 100000`);

export type TurnedOffRow = { entity_id: string; at: Instant; times: number; is_by_hand: boolean };

/** The last time that each was turned off, and how often that was. */
export const turnedOff = (tx: Queries, home: number, { since, until, keys }: Of) =>
  tx.rows<TurnedOffRow>(sql`
    with told as materialized (
      select entity_id, at, type_id, state, lag(state) over (partition by entity_id order by at) as previous
      from memory.events_between(${home}::int, ${since}::timestamptz, ${until}::timestamptz, ${[...keys]}::int[])
      where type_id = 0),
    off as (
      select entity_id, at, type_id, count(*) over (partition by entity_id)::int as times
      from told
      where state = 'off' and previous = 'on')
    select distinct on (off.entity_id) entity.entity_id, off.at, off.times, context.user_id is not null as is_by_hand
    from off
    join house.entity on entity.id = off.entity_id
    left join memory.context on context.at = off.at and context.entity_id = off.entity_id and context.type_id = off.type_id
    order by off.entity_id, off.at desc
    limit 1000`);

export type SetRow = {
  automation: string;
  at: Instant;
  context: string;
  parent: string | null;
  entity_id: string;
  state: string;
};

/** What automations set in runs that something else's context triggered or that triggered others. */
export const setByRuns = (tx: Queries, home: number, { since, until }: Omit<Of, "keys">) =>
  tx.rows<SetRow>(sql`
    with run as materialized (
      select context.at, context.entity_id, context.context_id, context.parent_id
      from memory.context
      join memory.event_type on event_type.id = context.type_id
      where context.home_id = ${home} and context.at >= ${since}::timestamptz and context.at < ${until}::timestamptz
        and event_type.name = 'automation_triggered' and context.context_id is not null
      order by context.at desc
      limit 5000)
    select automation.entity_id as automation, run.at, run.context_id as context, run.parent_id as parent,
      thing.entity_id, event.state
    from run
    join memory.context as done on done.context_id = run.context_id and done.type_id = 0 and done.entity_id <> run.entity_id
      and done.at >= run.at and done.at < run.at + interval '2 minutes' and done.at >= ${since}::timestamptz
    join lateral memory.event_at(${home}::int, done.at, done.entity_id, 0::smallint) as event on event.at >= ${since}::timestamptz
    join house.entity as automation on automation.id = run.entity_id
    join house.entity as thing on thing.id = done.entity_id
    where event.state is not null
    order by run.at
    limit 20000`);
