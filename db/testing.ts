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

async function embedded(): Promise<Database> {
  const cached = path.join(tmpdir(), `homeops-embedded-${schemaHash()}.tar`);
  if (!existsSync(cached)) await keepMigrated(cached);
  return openDatabase(await pglite({ dump: new Blob([readFileSync(cached)]) }));
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
  const empty = await testDatabaseUrl();
  const db = openDatabase(postgres(empty.url));
  await migrate(db);
  return {
    ...db,
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await empty[Symbol.asyncDispose]();
    },
  };
}

/** An empty database on the test run's PostgreSQL, by address. */
export async function testDatabaseUrl(): Promise<AsyncDisposable & { url: string }> {
  const server = process.env.HOMEOPS_TEST_POSTGRES_URL;
  if (!server)
    throw new Error("Run this through `npm test`, which starts a PostgreSQL and sets HOMEOPS_TEST_POSTGRES_URL");
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await onMaintenance(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => onMaintenance(server, `drop database if exists ${name} with (force)`),
  };
}

async function onMaintenance(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
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
