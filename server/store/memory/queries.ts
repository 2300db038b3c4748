import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { earliest, fromMicroseconds, latest, toMicroseconds } from "#server/instant.ts";
import { arrayText } from "./array-text.ts";
import type { ContextRow } from "./linking.ts";

export type AttributesRow = { hash: string; base_id: number | null; body: string; removed: string[] | null };
type StoredAttributes = { hash: string; id: number; base_id: number | null };

export const attributeIds = (tx: Queries, home: number, hashes: string[]) =>
  tx.rows<StoredAttributes>(sql`
    select hash::text, id, base_id
    from memory.attributes
    where home_id = ${home} and hash = any (${hashes}::uuid[])`);

/** Another process of the same home may have been quicker, so a conflict still answers its id. */
export const insertAttributes = (tx: Queries, home: number, rows: AttributesRow[]) =>
  tx.rows<StoredAttributes>(sql`
    insert into memory.attributes (home_id, hash, base_id, body, removed)
    select ${home}::int, hash, base_id, body::jsonb, removed
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (hash uuid, base_id int, body text, removed text[])
    order by hash
    on conflict (home_id, hash) do update set hash = excluded.hash
    returning hash::text, id, base_id`);

export const eventTypes = (db: Queries, connectionId: string, names: string[]) =>
  db.rows<{ id: number; name: string }>(sql`
    select id, name
    from memory.event_type
    where connection_id = ${connectionId} and name = any (${names}::text[])`);

/** Each attempt takes a number, also where the name is known, and there are only 32,767: ask for the known ones first. */
export const addEventTypes = (db: Queries, home: number, connectionId: string, names: string[]) =>
  db.rows<{ id: number; name: string }>(sql`
    insert into memory.event_type (home_id, connection_id, name)
    select ${home}::int, ${connectionId}::uuid, name
    from unnest(${names}::text[]) as name
    order by name
    on conflict (connection_id, name) do update set name = excluded.name
    returning id, name`);

/** Columns side by side, one value an event. */
export type EventColumns = {
  at: string[];
  entity_id: number[];
  attributes_id: (number | null)[];
  type_id: number[];
  source: string[];
  state: (string | null)[];
  old_state: (string | null)[];
};

/**
 * Which are new: a second telling of the same event changes nothing. Fails with `unique_violation` where somebody else writes
 * the same event at the same moment; insertContested() is for that. It is not for always: to be ready for a conflict writes
 * each row twice into the WAL, 48 bytes more an event.
 */
export const insertEvents = (tx: Queries, home: number, events: EventColumns) =>
  tx.run(sql`
    insert into memory.event (${eventColumns})
    select distinct on (at, entity_id, type_id) ${home}::int, ${unnestedColumns}
    from ${unnested(events)}
    where not exists (
      select from memory.event as old
      where old.at = new.at and old.entity_id = new.entity_id and old.type_id = new.type_id
        and old.at between ${earliest(events.at)}::timestamptz and ${latest(events.at)}::timestamptz)
    order by at, entity_id, type_id, place`);

export const insertContested = (tx: Queries, home: number, events: EventColumns) =>
  tx.run(sql`
    insert into memory.event (${eventColumns})
    select ${home}::int, ${unnestedColumns}
    from ${unnested(events)}
    on conflict do nothing`);

const unnestedColumns = sql`at, entity_id, attributes_id, type_id, source, state, old_state`;
const eventColumns = sql`home_id, ${unnestedColumns}`;

const unnested = (events: EventColumns) => sql`
  unnest(${arrayText(events.at)}::timestamptz[], ${arrayText(events.entity_id)}::int[],
    ${arrayText(events.attributes_id)}::int[], ${arrayText(events.type_id)}::smallint[],
    ${arrayText(events.source)}::"char"[], ${arrayText(events.state)}::text[], ${arrayText(events.old_state)}::text[])
    with ordinality as new (at, entity_id, attributes_id, type_id, source, state, old_state, place)`;

/** A context of the logbook never replaces one that came live. */
export const insertContexts = (tx: Queries, home: number, rows: ContextRow[], mark?: string) =>
  tx.run(sql`
    insert into memory.context as old (at, home_id, entity_id, type_id, context_id, parent_id, user_id, cause, mark)
    select at, ${home}::int, entity_id, type_id, context_id, parent_id, user_id, cause::jsonb, ${mark ?? null}::"char"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new (at timestamptz, entity_id int, type_id smallint, context_id text, parent_id text, user_id text, cause text)
    on conflict (at, entity_id, type_id) do update set
      context_id = coalesce(old.context_id, excluded.context_id),
      parent_id = coalesce(old.parent_id, excluded.parent_id),
      user_id = coalesce(old.user_id, excluded.user_id),
      cause = coalesce(old.cause, excluded.cause)
    where (old.context_id, old.parent_id, old.user_id, old.cause) is distinct from
      (coalesce(old.context_id, excluded.context_id), coalesce(old.parent_id, excluded.parent_id),
        coalesce(old.user_id, excluded.user_id), coalesce(old.cause, excluded.cause))`);

export const makeDay = (tx: Queries, day: string) => tx.rows(sql`select memory.make_day(${day}::date)`);

/**
 * Nobody closes these hours before the transaction ends, so that none is closed without its events. The lock is an advisory one,
 * shared by all who write: to lock the mark itself would write it anew with each batch.
 */
export async function markDue(tx: Queries, home: number, hours: string[]): Promise<void> {
  await tx.rows(sql`
    select pg_advisory_xact_lock_shared(${home}::int, ${numberOf(sql`hour`)})
    from unnest(${hours}::timestamptz[]) as hour
    order by hour`);
  await tx.run(sql`
    insert into memory.due_hour (home_id, hour)
    select ${home}::int, hour
    from unnest(${hours}::timestamptz[]) as hour
    order by hour
    on conflict (home_id, hour) do nothing`);
}

const numberOf = (hour: Sql) => sql`(extract(epoch from ${hour}::timestamptz) / 3600)::int`;

export const tell = (tx: Queries, channel: string, payload: string) =>
  tx.rows(sql`select pg_notify(${channel}, ${payload})`);

const LETTERS_A_DAY = 1_000; // a device that only talks nonsense must not fill the disk
const LONGEST_LETTER = 65_536;
const LONGEST_REASON = 1_000;

export const keepDeadLetter = (
  tx: Queries,
  home: number,
  { connectionId, reason, body }: { connectionId: string; reason: string; body: string },
) =>
  tx.run(sql`
    insert into memory.dead_letter (home_id, connection_id, reason, body)
    select ${home}::int, ${connectionId}::uuid, ${readable(reason)}::text, ${Buffer.from(body.slice(0, LONGEST_LETTER))}::bytea
    where ${LETTERS_A_DAY} > (
      select count(*)
      from memory.dead_letter
      where home_id = ${home} and at > now() - interval '1 day')`);

/** A reason may quote what was wrong. */
const readable = (reason: string) => reason.slice(0, LONGEST_REASON).replaceAll("\0", "\ufffd").toWellFormed();

/**
 * Reads rows while their page is still to be written: whoever reads a row first marks in it that it was committed, which later would write the page
 * again, and as pages have checksums also put it into the WAL: 20 MB a day.
 */
export const readFresh = (db: Queries, home: number, { from, to }: { from: string; to: string }) =>
  db.rows(sql`
    select count(source)
    from memory.event
    where home_id = ${home} and at >= ${from} and at < ${to}`);

/**
 * Hours that are over: the newest day first, so that a past that comes in is soon of use, and upwards in it, so that what an hour carries into the
 * next finds that one still open. Newest hour first made the values of each hour six times over. While an import from a recorder goes on, hours
 * before `waiting` wait for its end: they would take half of the machine from it.
 */
export const dueHours = (db: Queries, home: number, { before, waiting }: { before: string; waiting: string }) =>
  db.rows<{ hour: string }>(sql`
    select hour
    from memory.due_hour
    where home_id = ${home} and hour < ${before}
      and (hour >= ${waiting}::timestamptz or not exists (
        select from memory.recorded_import
        where recorded_import.home_id = due_hour.home_id and state = 'running'))
    order by date_trunc('day', hour, 'UTC') desc, hour
    limit 50`);

/** Waits for who writes into the hour; an event that comes from now on makes it due again. */
export async function takeDueHour(tx: Queries, home: number, hour: string): Promise<number> {
  await tx.rows(sql`select pg_advisory_xact_lock(${home}::int, ${numberOf(sql`${hour}`)})`);
  return tx.run(sql`delete from memory.due_hour where home_id = ${home} and hour = ${hour}`);
}

/** Of entities, and of types below zero: what is a state is found by its entity. */
export const writePostings = (tx: Queries, home: number, hour: string) =>
  tx.run(sql`
    insert into memory.posting (hour, home_id, entity_id, times)
    select ${hour}::timestamptz, home_id, list, array_agg(distinct at order by at)
    from memory.event
    cross join lateral (values (greatest(entity_id, 0)), (-type_id)) as listed (list)
    where home_id = ${home} and at >= ${hour} and at < ${hourAfter(hour)} and list <> 0
    group by home_id, list
    on conflict (entity_id, hour) do update set times = excluded.times`);

/** Computed here: what is computed in a query is planned over all days. */
const hourAfter = (hour: string): string => fromMicroseconds(toMicroseconds(hour) + 3_600_000_000);
