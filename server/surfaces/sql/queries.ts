import sql, { raw } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { READER } from "#db/reader.ts";

/** A statement that goes on so much longer than its limit had that switched off. */
const LATE = "11 seconds";
const LATE_TRANSACTION = "70 seconds";
const AT_ONCE = 5;

/** Where it listens; undefined where nobody comes in over the network. */
export const portOf = (owner: Queries) =>
  owner.row<{ port: number; database: string }>(sql`
    select current_setting('port')::int as port, current_database() as database
    where current_setting('listen_addresses') <> ''`);

export const hasReader = async (owner: Queries): Promise<boolean> =>
  (await owner.row(sql`select from pg_roles where rolname = ${READER}`)) !== undefined;

/** We may act as it, to end what it does too long, and inherit nothing of it. */
export async function makeReader(owner: Queries): Promise<void> {
  await owner.run(sql`create role ${raw(READER)} login nosuperuser connection limit ${raw(String(AT_ONCE))}`);
  await owner.run(sql`grant ${raw(READER)} to current_user with inherit false, set true`);
}

/** `verifier`: what PostgreSQL keeps of a password, and it alone is told; it holds letters, digits, +, /, =, $, : and - only. */
export async function admitReader(owner: Queries, { person, verifier }: { person: string; verifier: string }) {
  await owner.run(sql`alter role ${raw(READER)} password '${raw(verifier)}'`);
  await owner.run(sql`select door.admit(${READER}, ${person})`);
}

export const endReaders = (owner: Queries) => owner.rows(ending(sql`true`));

/** Under its own role, whose statements those are. Advisory locks are what our own work waits for each other by: whoever only reads has none. */
export const endLateReaders = (owner: Queries) =>
  owner.rows(
    ending(sql`(state = 'active' and query_start < clock_timestamp() - ${LATE}::interval
      or xact_start < clock_timestamp() - ${LATE_TRANSACTION}::interval
      or exists (select from pg_locks where pg_locks.pid = pg_stat_activity.pid and locktype = 'advisory'))`),
  );

const ending = (which: ReturnType<typeof sql>) => sql`
  select pid, pg_terminate_backend(pid) as has_ended
  from pg_stat_activity
  where usename = ${READER} and pid <> pg_backend_pid() and ${which}
  limit 1000`;

export const actAsReader = (owner: Queries) => owner.run(sql`set local role ${raw(READER)}`);
