import { readdirSync, readFileSync } from "node:fs";
import sql, { raw } from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import { type Database, hasSqlState, type Queries } from "./database.ts";

const FOLDER = new URL("./migrations/", import.meta.url);
const LOCK = 7_310_001; // any number that no other program on this database uses
const OLDEST_POSTGRESQL = 170_000;

export type Migration = { id: number; name: string; text: string };

/** In their order: `NNNN-what.sql`. */
export function migrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({
      id: Number(name.slice(0, 4)),
      name: name.slice(5, -4),
      text: readFileSync(new URL(name, FOLDER), "utf8"),
    }));
}

/**
 * Brings the database to this program's schema, one transaction a step; two starters at once wait for each other.
 * @throws Refusal `database_too_old`, `database_newer`, `no_pgvector`, `no_database_right`
 */
export async function migrate(db: Database, steps = migrations()): Promise<number> {
  await refuseOldServer(db.owner);
  await db.owner.transaction(async (tx) => {
    await lock(tx);
    await tx.run(sql`create extension if not exists vector`).catch(withoutExtension);
    await tx.run(sql`create table if not exists public.homeops_migration (
      id int primary key, name text not null, applied_at timestamptz not null default now())`);
  });
  let applied = 0;
  const newest = steps.at(-1)?.id ?? 0;
  for (const step of steps) if (await apply(db, step, newest)) applied++;
  return applied;
}

async function apply(db: Database, { id, name, text }: Migration, newest: number): Promise<boolean> {
  return db.owner.transaction(async (tx) => {
    await lock(tx);
    const done = await tx.row<{ last: number }>(sql`select coalesce(max(id), 0) as last from public.homeops_migration`);
    const last = done?.last ?? 0;
    if (last > newest) {
      throw new Refusal(
        "database_newer",
        `This database was written by a newer HomeOps (schema ${last}, this one knows ${newest}); update HomeOps`,
      );
    }
    if (last >= id) return false;
    await tx.run(raw(text)).catch(withoutRoles);
    await tx.run(sql`insert into public.homeops_migration (id, name) values (${id}, ${name})`);
    return true;
  });
}

const lock = (tx: Queries) => tx.rows(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);

async function refuseOldServer(db: Queries): Promise<void> {
  const server = await db.row<{ version: number; has_vector: boolean }>(sql`
    select current_setting('server_version_num')::int as version,
      exists (select from pg_available_extensions where name = 'vector') as has_vector`);
  if (server && server.version < OLDEST_POSTGRESQL) {
    throw new Refusal(
      "database_too_old",
      `HomeOps needs PostgreSQL 17 or later; this one is ${server.version / 10_000}`,
    );
  }
  if (!server?.has_vector)
    throw new Refusal(
      "no_pgvector",
      "This PostgreSQL has no pgvector; install its package (postgresql-17-pgvector on Debian)",
    );
}

/** For what only an administrator may do: a missing right becomes a sentence, everything else travels on. */
const lacking = (code: string, advice: (error: Error) => string) => (error: unknown) => {
  if (!hasSqlState(error) || error.code !== "42501") throw error;
  throw new Refusal(code, advice(error), { cause: error });
};

const withoutExtension = lacking(
  "no_pgvector",
  () =>
    "The database login may not add pgvector; let an administrator run once in this database: create extension vector",
);

/** The roles are the cluster's, so a second HomeOps on it finds those of the first. */
const withoutRoles = lacking(
  "no_database_right",
  ({ message }) =>
    `The database login lacks a right (${message}); let an administrator run once: grant homeops_server, homeops_person to <login>`,
);
