import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import sql from "sql-template-tag";
import { type Database, type Engine, openDatabase } from "./database.ts";
import { migrate, migrations } from "./migrate.ts";
import { pglite } from "./pglite.ts";
import { postgres } from "./postgres.ts";

export const engines: readonly Engine["name"][] = ["embedded", "postgresql"];

const schemaHash = () => createHash("sha256").update(JSON.stringify(migrations())).digest("hex").slice(0, 12);

/** A database of its own for a suite, already migrated; copied from one that was migrated once for all suites. */
export const testDatabase = (engine: Engine["name"] = "embedded"): Promise<Database> =>
  engine === "embedded" ? embedded() : onServer();

const embedded = async (): Promise<Database> => openDatabase(await pglite({ dump: await migratedDump() }));

/** What an embedded database is after its migrations: it is loaded in a sixth of the time that its making takes. */
export async function migratedDump(): Promise<Blob> {
  const cached = path.join(tmpdir(), `homeops-embedded-${schemaHash()}.tar`);
  if (!existsSync(cached)) await keepMigrated(cached);
  return new Blob([readFileSync(cached)]);
}

async function keepMigrated(file: string): Promise<void> {
  const engine = await pglite();
  await using db = openDatabase(engine);
  await migrate(db);
  const dump = await engine.dump();
  const own = `${file}.${process.pid}.${Date.now()}`; // several workers may be at it; the last rename wins, all are equal
  writeFileSync(own, Buffer.from(await dump.arrayBuffer()));
  renameSync(own, file);
}

async function onServer(): Promise<Database> {
  const copy = await copied(await migratedOnce());
  const db = openDatabase(postgres(copy.url));
  await migrate(db); // no step is left; what each transaction begins with is learned
  return {
    ...db,
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await copy[Symbol.asyncDispose]();
    },
  };
}

/** An empty database on the test run's PostgreSQL, by address. */
export const testDatabaseUrl = (): Promise<AsyncDisposable & { url: string }> => copied("template1");

async function copied(template: string): Promise<AsyncDisposable & { url: string }> {
  const server = serverUrl();
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await onMaintenance(server, `create database ${name} template ${template}`);
  return {
    url: addressOf(server, name),
    async [Symbol.asyncDispose]() {
      await onMaintenance(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** The name of a database that was migrated once for all suites, and that nobody connects to. */
async function migratedOnce(): Promise<string> {
  const server = serverUrl();
  const name = `homeops_schema_${schemaHash()}`;
  const known = await onMaintenance(server, `select 1 from pg_database where datname = '${name}'`);
  if (known > 0) return name;
  const making = `${name}_${crypto.randomUUID().slice(0, 8)}`;
  await onMaintenance(server, `create database ${making}`);
  {
    await using db = openDatabase(postgres(addressOf(server, making)));
    await migrate(db);
  }
  try {
    await onMaintenance(server, `alter database ${making} rename to ${name}`);
    await onMaintenance(server, `alter database ${name} allow_connections false`);
  } catch (error) {
    await onMaintenance(server, `drop database if exists ${making} with (force)`);
    const isThere = await onMaintenance(server, `select 1 from pg_database where datname = '${name}'`);
    if (isThere === 0) throw error; // else another worker was faster
  }
  return name;
}

function serverUrl(): string {
  const server = process.env.HOMEOPS_TEST_POSTGRES_URL;
  if (server) return server;
  throw new Error("Run this through `npm test`, which starts a PostgreSQL and sets HOMEOPS_TEST_POSTGRES_URL");
}

function addressOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** Answers how many rows. */
async function onMaintenance(server: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** A home with one connection. */
export async function emptyHome(db: Database): Promise<{ home: number; connectionId: string }> {
  const row = await db.row<{ home_id: number; id: string }>(sql`
    with owner as (insert into public.users (name) values ('Anna') returning id),
      home as (insert into people.home (name) values ('House') returning id)
    insert into public.home_assistant_connections (home_id, name, url, encrypted_token, user_id)
    select home.id, 'House', gen_random_uuid()::text, '', owner.id
    from home, owner
    returning home_id, id`);
  if (!row) throw new Error("the home was not made");
  return { home: row.home_id, connectionId: row.id };
}
