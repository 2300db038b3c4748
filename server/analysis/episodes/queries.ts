import sql, { empty } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Episode } from "#server/store/memory/episodes/contract.ts";

/** An entity that episodes may be made of. */
export type Thing = {
  id: number;
  entity_id: string;
  name: string;
  device: string | null;
  device_class: string | null;
  unit: string | null;
};

export const thingsOf = (tx: Queries, home: number) =>
  tx.rows<Thing>(sql`
    select entity.id, entity.entity_id, coalesce(entity.name, device.name, entity.entity_id) as name, device.name as device,
      entity.device_class, entity.unit
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled
    order by entity.id
    limit 20000`);

export type StateRow = { key: number; at: string; state: string | null; is_carried: boolean };
export type Reading = { home: number; keys: readonly number[]; from: string; to: string };

const MOST_ROWS = 400_000;

/** Of one day at a time: over many days the planner may read all of each of them, as long as it has no statistics of the newest. */
const statesWithin = (tx: Queries, { home, keys, from, to }: Reading) =>
  tx.rows<StateRow>(sql`
    select entity_id as key, at, state, false as is_carried
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...keys]}::int[])
    where type_id = 0
    order by at, entity_id
    limit ${MOST_ROWS}`);

const statesAt = (tx: Queries, { home, keys, from }: Reading) =>
  tx.rows<StateRow>(sql`
    select key, ${from}::timestamptz as at, memory.state_before(${home}::int, key, ${from}::timestamptz) as state, true as is_carried
    from unnest(${[...keys]}::int[]) as key`);

/** States of these, oldest first; before them those that they had when the span began. */
export async function statesOf(tx: Queries, reading: Reading): Promise<StateRow[]> {
  const rows = [await statesAt(tx, reading)];
  for (const day of daysOf(reading)) rows.push(await statesWithin(tx, { ...reading, ...day }));
  return rows.flat();
}

/** The latest states of these, oldest first, in whole days as far as they are about so many. */
export async function latestStates(tx: Queries, reading: Reading, limit: number): Promise<StateRow[]> {
  const rows: StateRow[][] = [];
  let count = 0;
  for (const day of daysOf(reading).reverse()) {
    if (count >= limit) break;
    const states = await statesWithin(tx, { ...reading, ...day });
    count += states.length;
    rows.unshift(states);
  }
  return rows.flat();
}

const DAY = 86_400_000_000; // microseconds

function daysOf({ from, to }: Pick<Reading, "from" | "to">): { from: string; to: string }[] {
  const [start, end] = [toMicroseconds(from), toMicroseconds(to)];
  const days: { from: string; to: string }[] = [];
  for (let at = start; at < end; ) {
    const next = Math.min(end, (Math.floor(at / DAY) + 1) * DAY);
    days.push({ from: fromMicroseconds(at), to: fromMicroseconds(next) });
    at = next;
  }
  return days;
}

/** Where something went out of reach in a span or came back; `keys` were away before. */
export const reachChanges = (tx: Queries, { home, keys, from, to }: Reading) =>
  tx.rows<{ key: number; at: string; is_away: boolean }>(sql`
    select entity_id as key, at, state = 'unavailable' as is_away
    from (
      select entity_id, at, state, lag(state) over (partition by entity_id order by at) as before
      from memory.all_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz)
      where type_id = 0) as told
    where state is not null and case
        when before is not null then (state = 'unavailable') <> (before = 'unavailable')
        else state = 'unavailable' or entity_id = any (${[...keys]}::int[])
      end
    order by at
    limit ${MOST_ROWS}`);

/** Seconds that nine of ten such episodes took at most, of each entity that has had some. */
export const usualSeconds = (tx: Queries, home: number, kind: string) =>
  tx.rows<{ key: number; seconds: number; n: number }>(sql`
    select entity_id as key, count(*)::int as n,
      percentile_cont(0.9) within group (order by extract(epoch from ended_at - started_at))::float8 as seconds
    from memory.episode
    where home_id = ${home} and kind = ${kind} and ended_at is not null
    group by entity_id
    limit 100000`);

export type HabitRow = { entity_id: number; habit: unknown; learned_at: string };

export const habitsKept = (tx: Queries, home: number, kind: string) =>
  tx.rows<HabitRow>(sql`
    select entity_id, habit, learned_at
    from episodes.habit
    where home_id = ${home} and kind = ${kind}
    limit 100000`);

/** From when on hours were not looked at yet; null where all were. */
export const unlearnedSince = (tx: Queries, home: number) =>
  tx.row<{ since: string | null }>(sql`
    select least((
        select min(hour)
        from memory.unlearned_hour
        where home_id = ${home}), (
        select min(hour)
        from memory.due_hour
        where home_id = ${home})) as since`);

/** What is learned later from a quiet time does not replace what was known. */
export const keepHabit = (
  tx: Queries,
  home: number,
  it: { entity: number; kind: string; habit: unknown; at: string },
) =>
  tx.run(sql`
    insert into episodes.habit as old (home_id, entity_id, kind, habit, learned_at)
    values (${home}, ${it.entity}, ${it.kind}, ${it.habit === undefined ? null : JSON.stringify(it.habit)}::jsonb, ${it.at})
    on conflict (home_id, entity_id, kind) do update
      set habit = coalesce(excluded.habit, old.habit), learned_at = excluded.learned_at`);

/** How low and high entities were in the hours of a span, by their hourly summaries. */
export const hourlyExtremes = (tx: Queries, { home, keys, from, to }: Reading) =>
  tx.rows<{ key: number; hour: string; min: number; max: number }>(sql`
    select series.entity_id as key, hour.hour, hour.min, hour.max
    from series.hour
    join series.series on series.id = hour.series_id
    where hour.home_id = ${home} and hour.hour >= ${from}::timestamptz and hour.hour < ${to}::timestamptz
      and series.entity_id = any (${[...keys]}::int[]) and hour.min is not null
    limit ${MOST_ROWS}`);

export const gapsIn = (tx: Queries, { home, from, to }: Omit<Reading, "keys">) =>
  tx.rows<{ from: string; to: string }>(sql`
    select started_at as from, ended_at as to
    from memory.gap
    where home_id = ${home} and missing = 'everything' and started_at < ${to}::timestamptz and ended_at > ${from}::timestamptz
    order by started_at
    limit 1000`);

/** When one of these changed; only how often and when counts. */
export const activityOf = (tx: Queries, { home, keys, from, to }: Reading) =>
  tx.rows<{ at: string }>(sql`
    select at
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...keys]}::int[])
    where type_id = 0 and state in ('on', 'off', 'open', 'closed', 'playing', 'paused', 'idle', 'locked', 'unlocked')
    order by at
    limit ${MOST_ROWS}`);

export const homesWithWork = (db: Queries) =>
  db.rows<{ id: number; time_zone: string }>(sql`
    select id, time_zone
    from people.home
    where exists (select from memory.unlearned_hour where home_id = home.id)
    order by id
    limit 10000`);

export const dueAmong = (tx: Queries, home: number, hours: readonly string[]) =>
  tx.rows<{ hour: string }>(sql`
    select hour
    from memory.due_hour
    where home_id = ${home} and hour = any (${[...hours]}::timestamptz[])
    limit 100000`);

/** The next hour that is to be closed, and when the last event was. */
export const firstNotClosed = (tx: Queries, home: number, at: string) =>
  tx.row<{ due: string | null; last: string | null }>(sql`
    select (
        select min(hour)
        from memory.due_hour
        where home_id = ${home} and hour >= ${at}::timestamptz) as due, (
        select max(told.at)
        from (
          select max(at) as at
          from memory.event
          where home_id = ${home} and at >= ${at}::timestamptz
          union all
          select max(last_at)
          from memory.sealed
          where home_id = ${home} and day >= (${at}::timestamptz at time zone 'UTC')::date and last_at >= ${at}::timestamptz) as told) as last`);

export type After = { started_at: string; entity_key: number; kind: string };
export type ListedRow = Omit<Episode, "entity_id"> & {
  entity_key: number;
  entity_id: string | null;
  name: string | null;
  device: string | null;
  area: string | null;
  unit: string | null;
};
export type Listing = {
  home: number;
  from?: string | undefined;
  to?: string | undefined;
  entities?: readonly string[] | undefined;
  kinds?: readonly string[] | undefined;
  after: After | undefined;
  limit: number;
};

/** Newest first. */
export const episodesListed = (tx: Queries, { home, from, to, entities, kinds, after, limit }: Listing) =>
  tx.rows<ListedRow>(sql`
    select episode.entity_id as entity_key, episode.kind, started_at, ended_at, amount, usual, told,
      entity.entity_id, coalesce(entity.name, device.name) as name, device.name as device, area.name as area, entity.unit
    from memory.episode
    left join house.entity on entity.id = episode.entity_id
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area'
      and area.item_id = coalesce(entity.area_id, device.area_id)
    where episode.home_id = ${home}
      ${from ? sql`and (ended_at is null or ended_at >= ${from}::timestamptz)` : empty}
      ${to ? sql`and started_at < ${to}::timestamptz` : empty}
      ${entities ? sql`and entity.entity_id = any (${[...entities]}::text[])` : empty}
      ${kinds ? sql`and episode.kind = any (${[...kinds]}::text[])` : empty}
      ${
        after
          ? sql`and (started_at, episode.entity_id, episode.kind) <
              (${after.started_at}::timestamptz, ${after.entity_key}::int, ${after.kind}::text)`
          : empty
      }
    order by started_at desc, episode.entity_id desc, episode.kind desc
    limit ${limit}`);

/** Runs that failed, as their traces tell. */
export const failedRuns = (tx: Queries, { home, from, to }: Omit<Reading, "keys">) =>
  tx.rows<{ entity_id: string; started_at: string; finished_at: string; body: Buffer }>(sql`
    select entity_id, started_at, finished_at, body
    from memory.trace
    where home_id = ${home} and has_failed and entity_id is not null and finished_at is not null
      and started_at >= ${from}::timestamptz and started_at < ${to}::timestamptz
    order by started_at
    limit 1000`);
