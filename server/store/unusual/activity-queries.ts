import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type ActiveThing = { id: number; until: Instant | null; began_at: Instant | null; state: Uint8Array | null };

/** What tells that somebody or something moved. */
export const activeThings = (tx: Queries, home: number) =>
  tx.rows<ActiveThing>(sql`
    select entity.id, until, began_at, state
    from house.entity
    left join unusual.activity on activity.entity_id = entity.id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled and entity.entity_id like 'binary_sensor.%'
      and entity.device_class in ('motion', 'occupancy', 'presence', 'door', 'window', 'opening', 'garage_door', 'vibration')
    order by entity.id
    limit 5000`);

type Asked = { home: number; ids: readonly number[]; from: Instant; to: Instant };

/** How often each of these went on in an hour: half of the times that it changed; `at` in milliseconds since the epoch. */
export const activeHours = (tx: Queries, { home, ids, from, to }: Asked) =>
  tx.rows<{ id: number; at: number; count: number }>(sql`
    select entity_id as id, (extract(epoch from hour) * 1000)::float8 as at, ((sum(cardinality(times)) + 1) / 2)::int as count
    from memory.postings_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...ids]}::int[])
    group by hour, entity_id
    order by hour, entity_id
    limit 1000000`);

/** When nobody listened, in milliseconds since the epoch. */
export const gapsSince = (tx: Queries, home: number, from: Instant) =>
  tx.rows<{ from: number; to: number }>(sql`
    select (extract(epoch from started_at) * 1000)::float8 as from, (extract(epoch from coalesce(ended_at, now())) * 1000)::float8 as to
    from memory.gap
    where home_id = ${home} and coalesce(ended_at, now()) >= ${from}::timestamptz
    order by started_at
    limit 10000`);

/** When these could not be reached for half an hour or more, in milliseconds since the epoch. */
export const outOfReach = (tx: Queries, { home, ids, from, to }: Asked) =>
  tx.rows<{ id: number; from: number; to: number }>(sql`
    select entity_id as id, (extract(epoch from started_at) * 1000)::float8 as from,
      (extract(epoch from coalesce(ended_at, ${to}::timestamptz)) * 1000)::float8 as to
    from memory.episode
    where home_id = ${home} and kind = 'unavailable' and entity_id = any (${[...ids]}::int[]) and started_at < ${to}::timestamptz
      and coalesce(ended_at, ${to}::timestamptz) > ${from}::timestamptz
      and coalesce(ended_at, ${to}::timestamptz) - started_at >= interval '30 minutes'
    order by started_at
    limit 100000`);

export type LearnedActivity = { entity_id: number; began_at: Instant; until: Instant; state: string };

/** `state` in hexadecimal. */
export const keepActivity = (tx: Queries, home: number, rows: readonly LearnedActivity[]) =>
  tx.run(sql`
    insert into unusual.activity (home_id, entity_id, began_at, until, state)
    select ${home}::int, entity_id, began_at, until, decode(state, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (entity_id int, began_at timestamptz, until timestamptz, state text)
    on conflict (entity_id) do update set began_at = excluded.began_at, until = excluded.until, state = excluded.state`);
