import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { SealedRow } from "#server/sealed.ts";
import type { Learned } from "./connect/learn.ts";

export type ConnectionRow = {
  id: string;
  home_id: number;
  name: string;
  url: string;
  encrypted_token: string;
  home_assistant_version: string | null;
  supported_features: string[] | null;
  last_connected_at: string | null;
  last_seen_at: string | null;
};

const columns = sql`id, home_id, name, url, encrypted_token, home_assistant_version, supported_features, last_connected_at, last_seen_at`;

export const everyConnection = (db: Queries) =>
  db.rows<ConnectionRow>(sql`
    select ${columns}
    from home_assistant_connections
    order by created_at
    limit 1000`);

/** Also by the same person's address, so that adding a home twice finds the first. */
export const connectionAt = (db: Queries, userId: string, url: string) =>
  db.row<ConnectionRow>(sql`
    select ${columns}
    from home_assistant_connections
    where user_id = ${userId} and url = ${url}`);

export const insertConnection = (
  tx: Queries,
  row: { id: string; home: number; owner: string; name: string; url: string; sealed: string },
) =>
  tx.run(sql`
    insert into home_assistant_connections (id, home_id, user_id, name, url, encrypted_token, status)
    values (${row.id}, ${row.home}, ${row.owner}, ${row.name}, ${row.url}, ${row.sealed}, 'connecting')`);

/** With the home that it leads to. */
export const renameConnection = (db: Queries, id: string, name: string) =>
  db.run(sql`
    with renamed as (
      update home_assistant_connections
      set name = ${name}
      where id = ${id}
      returning home_id)
    update people.home
    set name = ${name}
    from renamed
    where home.id = renamed.home_id`);

export const resealConnection = (db: Queries, id: string, sealed: string) =>
  db.run(sql`
    update home_assistant_connections
    set encrypted_token = ${sealed}
    where id = ${id}`);

/** The Supervisor's token is not sealed by anybody. */
export const tokensSealedOtherwise = (db: Queries, beginning: string, limit: number) =>
  db.rows<SealedRow>(sql`
    select id::text as row, encrypted_token as sealed
    from home_assistant_connections
    where encrypted_token <> '' and not starts_with(encrypted_token, ${beginning})
    order by id
    limit ${limit}`);

export const replaceToken = (db: Queries, { row, before, sealed }: SealedRow & { before: string }) =>
  db.run(sql`
    update home_assistant_connections
    set encrypted_token = ${sealed}
    where id = ${row}::uuid and encrypted_token = ${before}`);

export const keepStanding = (db: Queries, id: string, it: { status: string; isConnected: boolean }) =>
  db.run(sql`
    update home_assistant_connections
    set status = ${it.status}, last_connected_at = case when ${it.isConnected} then now() else last_connected_at end
    where id = ${id}`);

export const keepLearned = (db: Queries, id: string, { version, features }: Learned) =>
  db.run(sql`
    update home_assistant_connections
    set home_assistant_version = ${version}, supported_features = ${features}
    where id = ${id}`);

export type Measured = { latency: number | null; uptime: number; error_rate: number; event_rate: number };

/** How busy a home is, is not told of while it is paused. */
export type Minute = Omit<Measured, "event_rate"> & { event_rate: number | null; at: string };

/** The figures of some minutes: a row each for the history, and the latest on the connection. */
export async function keepMeasured(
  tx: Queries,
  where: { home: number; connectionId: string },
  minutes: readonly Minute[],
) {
  const figures = minutes.flatMap(({ at, ...measured }) =>
    Object.entries(measured).flatMap(([type, value]) =>
      value === null ? [] : [{ at, type, value: Math.min(value, 999_999) }],
    ),
  );
  await tx.run(sql`
    insert into home_assistant_connection_metrics (id, home_id, connection_id, metric_type, metric_value, timestamp)
    select ${sortableId(sql`at`)}, ${where.home}::int, ${where.connectionId}::uuid, type, value, at
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as new (at timestamptz, type text, value numeric)`);
  const { at, ...latest } = minutes.at(-1) ?? { at: null };
  const seenAt = minutes.findLast(({ latency }) => latency !== null)?.at ?? null;
  await tx.run(sql`
    update home_assistant_connections
    set connection_health = ${JSON.stringify({ ...latest, checked_at: at })}::jsonb,
      last_seen_at = coalesce(${seenAt}::timestamptz, last_seen_at)
    where id = ${where.connectionId}`);
}

/**
 * A UUID of version 7 (RFC 9562): milliseconds first, so that new ones lie side by side in the primary key. PostgreSQL 17 has no uuidv7().
 * Random ones touched a page each, in a table of 90 days 75 MB a day.
 */
const sortableId = (at: Sql) => sql`
  (regexp_replace(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0'), '(.{8})(.{4})', '\\1-\\2-7')
    || substr(gen_random_uuid()::text, 16))::uuid`;

/** The commit answers before it is on the disk; what is committed first still gets there first. */
export const commitEarly = (tx: Queries) => tx.run(sql`set local synchronous_commit = off`);

/** Brings to the disk what was committed early. A commit that has nothing of its own to tell would not wait. */
export const flushWal = (db: Queries) => db.rows(sql`select pg_logical_emit_message(true, 'homeops', '')`);

export type WalState = { written: string; inserted: string; crashes: string };

/** Positions in the WAL, and a word that changes when the server has crashed: it forgets its statistics then, and only then by itself. */
export const walState = (db: Queries) =>
  db.row<WalState>(sql`
    select (pg_current_wal_flush_lsn() - '0/0')::text as written, (pg_current_wal_insert_lsn() - '0/0')::text as inserted,
      coalesce(stats_reset::text, '') as crashes
    from pg_stat_wal`);

/** Events, sealed days, contexts, postings and tellings have no foreign keys, which would cost each insert; all else goes with the home. */
export async function eraseHome(tx: Queries, home: number): Promise<void> {
  await tx.run(sql`delete from memory.event where home_id = ${home}`);
  await tx.run(sql`delete from memory.sealed where home_id = ${home}`);
  await tx.run(sql`delete from memory.context where home_id = ${home}`);
  await tx.run(sql`delete from memory.posting where home_id = ${home}`);
  await tx.run(sql`delete from memory.telling where home_id = ${home}`);
  await tx.run(sql`delete from people.home where id = ${home}`);
}

/** Whether an event of this type was ever kept. */
export const isTypeKnown = async (db: Queries, connectionId: string, name: string): Promise<boolean> =>
  (await db.row(sql`select from memory.event_type where connection_id = ${connectionId}::uuid and name = ${name}`)) !==
  undefined;
