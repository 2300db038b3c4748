import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type StateRow = { key: number; at: string; state: string | null; is_carried: boolean };
type Asked = { keys: readonly number[]; from: string; to: string };

/** More would not be told in a second; whoever gets so many is told that it was too much. */
export const MOST_ROWS = 200_000;

/** States of these entities, oldest first; before them those that they had when the span began. */
export const statesIn = (tx: Queries, home: number, { keys, from, to }: Asked) =>
  tx.rows<StateRow>(sql`
    select key, ${from}::timestamptz as at, memory.state_before(${home}::int, key, ${from}::timestamptz) as state, true as is_carried
    from unnest(${keys}::int[]) as key
    union all
    (select entity_id, at, state, false
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${keys}::int[])
    where type_id = 0
    order by at, entity_id
    limit ${MOST_ROWS})`);

/** When automations and scripts ran. */
export const runsIn = (tx: Queries, home: number, { keys, from, to }: Asked) =>
  tx.rows<{ key: number; at: string }>(sql`
    select event.entity_id as key, at
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${keys}::int[]) as event
    join memory.event_type on event_type.id = event.type_id
    where event_type.name in ('automation_triggered', 'script_started')
    order by at
    limit ${MOST_ROWS}`);

export type GapRow = { from: string; to: string; reason: string };

/** Spans of which nothing was recorded. */
export const gapsIn = (tx: Queries, home: number, { from, to }: Omit<Asked, "keys">) =>
  tx.rows<GapRow>(sql`
    select started_at as from, ended_at as to, reason
    from memory.gap
    where home_id = ${home} and missing = 'everything' and started_at < ${to} and ended_at > ${from}
    order by started_at
    limit 100`);

/** Since when anything is remembered. */
export const recordedSince = (tx: Queries, home: number) =>
  tx.row<{ since: string | null; is_still_reading: boolean }>(sql`
    select min(started_at) as since, exists (
      select from memory.import
      where home_id = ${home} and part = 'history' and state = 'running') as is_still_reading
    from memory.coverage
    where home_id = ${home}`);
