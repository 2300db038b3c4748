import { readdirSync, readFileSync } from "node:fs";
import sql, { raw } from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import { type Database, hasSqlState, type Queries } from "./database.ts";
import { refuseLackOfRights } from "./rights.ts";
import { neededWords } from "./session-words.ts";

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

/** Called before the first step of a database that holds something; what it throws ends the migration before it began. */
export type Beforehand = (pending: readonly Migration[]) => Promise<void>;

/**
 * Brings the database to this program's schema, one transaction a step; two starters at once wait for each other.
 * @throws Refusal `database_too_old`, `database_newer`, `no_pgvector`, `no_database_right`
 */
export async function migrate(db: Database, steps = migrations(), beforehand?: Beforehand): Promise<number> {
  await prepareSchema(db);
  const before = await db.owner.transaction(appliedIn);
  const pending = pendingOf(steps, before);
  if (pending.length > 0 && before.length > 0) await beforehand?.(pending);
  let applied = 0;
  for (const step of pending) if (await apply(db, step, steps)) applied++;
  return applied;
}

/** What every memory needs before its first step; where a right is missing, nothing is changed. */
export async function prepareSchema(db: Database): Promise<void> {
  await refuseOldServer(db.owner);
  const words = await db.owner.transaction(async (tx) => {
    await lockSchema(tx);
    for (const extension of ["vector", "pg_trgm"]) await tx.run(addWherePossible(extension));
    await refuseLackOfRights(tx);
    await makeStepTable(tx);
    return neededWords(tx);
  });
  if (words !== "") db.beginWith(words); // asked a second time, it finds what it said itself
}

/** A managed server may let a plain login add it. Without trigrams search mends no typing errors, and is otherwise the same. */
const addWherePossible = (extension: string) =>
  raw(`
  do $$
  begin
    create extension if not exists ${extension};
  exception
    when insufficient_privilege or feature_not_supported or undefined_file or invalid_schema_name then null;
  end $$`);

export const makeStepTable = (tx: Queries) =>
  tx.run(sql`create table if not exists public.homeops_migration (
    id int primary key, name text not null, applied_at timestamptz not null default now())`);

/** The steps that a database has taken; none where it never was a memory. */
export async function appliedIn(tx: Queries): Promise<{ id: number; name: string }[]> {
  const there = await tx.row<{ is_there: boolean }>(
    sql`select to_regclass('public.homeops_migration') is not null as is_there`,
  );
  if (!there?.is_there) return [];
  return tx.rows<{ id: number; name: string }>(sql`
    select id, name
    from public.homeops_migration
    order by id
    limit 10000`);
}

function pendingOf(steps: readonly Migration[], applied: readonly { id: number }[]): Migration[] {
  const newest = steps.at(-1)?.id ?? 0;
  const last = applied.at(-1)?.id ?? 0;
  if (last > newest) {
    throw new Refusal(
      "database_newer",
      `This database was written by a newer HomeOps (schema ${last}, this one knows ${newest}); update HomeOps, ` +
        "or go back to the snapshot that the update took: npm run restore -- --list",
    );
  }
  const done = new Set(applied.map(({ id }) => id));
  return steps.filter(({ id }) => !done.has(id));
}

const apply = (db: Database, step: Migration, steps: readonly Migration[]): Promise<boolean> =>
  db.owner.transaction(async (tx) => {
    await lockSchema(tx);
    if (!pendingOf(steps, await appliedIn(tx)).includes(step)) return false; // another starter was faster
    await tx.run(raw("set local statement_timeout = 0; set local transaction_timeout = 0"));
    await applyStep(tx, step);
    return true;
  });

/** One step in the caller's transaction. */
export async function applyStep(tx: Queries, { id, name, text }: Migration): Promise<void> {
  await tx.run(raw(text)).catch(withoutRight);
  await tx.run(sql`insert into public.homeops_migration (id, name) values (${id}, ${name})`);
}

export const lockSchema = (tx: Queries) => tx.rows(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);

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

/** What the login may do was looked at before; a server with rules of its own says the rest. */
function withoutRight(error: unknown): never {
  if (!hasSqlState(error) || error.code !== "42501") throw error;
  const message = `The database login lacks a right (${error.message}); let an administrator grant it, and start HomeOps again`;
  throw new Refusal("no_database_right", message, { cause: error });
}
