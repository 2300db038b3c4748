import path from "node:path";
import pg from "pg";
import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { openedBy } from "#db/plain-login.ts";
import { postgres } from "#db/postgres.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";
import { databaseBytes } from "#server/store/memory/retention/size-queries.ts";
import { becomes } from "../intake-asked.ts";
import { type FreshDatabase, freshDatabase } from "../world/fresh-database.ts";
import { type Postgres, startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

let server: Postgres; // of its own: roles are a whole server's
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: "off" } });
});
afterAll(() => server?.[Symbol.asyncDispose]());

const as = ({ url }: FreshDatabase, login: string): string => url.replace("//postgres@", `//${login}@`);
const run = (database: FreshDatabase, ...statements: string[]) =>
  openedBy(database.url, (admin) => admin.query(statements.join(";")));

async function refusal(url: string): Promise<Refusal> {
  await using db = openDatabase(postgres(url));
  const refused: unknown = await migrate(db).catch((error: unknown) => error);
  if (refused instanceof Refusal) return refused;
  throw new Error(`It was not refused but gave ${refused}`);
}
/** What the sentence gives to an administrator. */
const advised = ({ message }: Refusal): string => message.slice(message.indexOf(": ") + 2);

async function made(database: FreshDatabase): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`
    select nspname as name from pg_namespace where nspname !~ '^pg_|^information_schema$|^public$'
    union all select relname from pg_class where relnamespace = 'public'::regnamespace
    union all select extname from pg_extension where extname <> 'plpgsql'`);
  await client.end();
  return rows.map(({ name }) => name);
}

it("names all that a login without any right lacks, leaves nothing half done, and needs no more than that", async () => {
  await using database = await freshDatabase(server.url);
  await run(database, "create role plain login nosuperuser");
  const refused = await refusal(as(database, "plain"));
  expect(refused.code).toBe("no_database_right");
  expect(refused.message).toContain("let an administrator run once in the database");
  for (const part of ["create role homeops_server nologin", "grant homeops_person to plain", "create extension vector"])
    expect(advised(refused)).toContain(part);
  expect(await made(database)).toEqual([]);
  await run(database, advised(refused));
  await using db = openDatabase(postgres(as(database, "plain")));
  expect(await migrate(db)).toBe(migrations().length);
  expect(await db.row(sql`select current_user::text as role`)).toEqual({ role: "homeops_server" });
});

it("asks a login that may make roles and databases for pgvector alone, and for its share in roles that others made", async () => {
  await using database = await freshDatabase(server.url);
  await run(
    database,
    "create role maker login createrole createdb nosuperuser",
    `alter database ${database.name} owner to maker`,
  );
  const others = await refusal(as(database, "maker"));
  expect(advised(others)).toBe("grant homeops_person to maker; grant homeops_server to maker; create extension vector");
  await run(database, "grant homeops_person, homeops_server to maker");
  expect(await refusal(as(database, "maker"))).toMatchObject({ code: "no_pgvector" });
  await run(database, "create extension vector");
  await using db = openDatabase(postgres(as(database, "maker")));
  expect(await migrate(db)).toBe(migrations().length);
});

/** As Supabase lays out a project: extensions apart, a login that grants from it to nobody, and a web API that is let into `public`. */
async function managed(login: string): Promise<FreshDatabase> {
  const database = await freshDatabase(server.url);
  await run(
    database,
    "do $$ begin create role anon nologin; create role authenticated nologin; exception when duplicate_object then null; end $$",
    `create role ${login} login nosuperuser createrole createdb bypassrls`,
    `grant all on database ${database.name} to ${login}`,
    `revoke all on database ${database.name} from public`,
    `grant all on schema public to ${login}`,
    `grant usage on schema public to anon, authenticated`,
    `alter default privileges for role ${login} in schema public grant all on tables to anon, authenticated`,
    "create schema extensions",
    "create extension vector with schema extensions",
    "create extension pg_trgm with schema extensions",
    `grant all on schema extensions to ${login}`,
    "do $$ begin if exists (select from pg_roles where rolname = 'homeops_server') then " +
      `grant homeops_server, homeops_person to ${login}; end if; end $$`,
  );
  return database;
}

it("lives on a managed server, whose extensions lie in a schema of their own and off the login's path", async () => {
  await using database = await managed("tenant");
  expect(advised(await refusal(as(database, "tenant")))).toBe(
    "grant usage on schema extensions to tenant with grant option",
  );
  await run(database, "grant usage on schema extensions to tenant with grant option");
  await using folder = await temporaryDirectory("managed");
  await using demo = await startSmallHouse();
  const options = readOptions({
    DATABASE_URL: as(database, "tenant"),
    HOMEOPS_DATA: path.join(folder.path, "data"),
    HOMEOPS_PORT: "0",
    HOMEOPS_COMMIT_SECONDS: "0.25",
    HOMEOPS_HA_URL: demo.url,
    HOMEOPS_HA_TOKEN: demo.token,
  });
  const said: { level: string; msg: string }[] = [];
  const log = jsonLog("warn", { write: (line) => void said.push(JSON.parse(line)) });
  await using homeops = await start(options, { log });
  await becomes(homeops, "live");
  demo.say("light.lamp", "on");
  type Found = { items: { sentence: string }[] };
  const found = async (query: string) => ((await homeops.ask("memory/search", { query })) as Found).items.length;
  await expect.poll(() => found("lamp"), { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
  const vectors = async () =>
    (await homeops.world.db.row<{ n: number }>(sql`select count(*)::int as n from memory.vector`))?.n;
  await expect.poll(vectors, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
  expect(await found("illuminated lmap"), "by meaning, and with a typing error").toBeGreaterThan(0);
  expect(await databaseBytes(homeops.world.db)).toBeGreaterThan(1_000_000);
  expect(said).toEqual([]);
});

it("shows nothing to those whom a managed server lets into public by itself, and takes nothing from them", async () => {
  await using database = await managed("landlord");
  await run(database, "grant usage on schema extensions to landlord with grant option");
  await using db = openDatabase(postgres(as(database, "landlord")));
  await migrate(db);
  await db.run(sql`insert into public.users (name) values ('Anna')`);
  await openedBy(database.url, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')",
    );
    expect(rows.length).toBeGreaterThan(4);
    await admin.query("set role anon");
    for (const { name } of rows) {
      const seen = await admin.query(`select count(*)::int as n from ${name}`).then(
        ({ rows: [row] }) => row.n,
        (error: { code: string }) => error.code,
      );
      expect([0, "42501"], name).toContain(seen);
      const written = await admin.query(`insert into ${name} default values`).catch(({ code }) => code);
      expect(["42501", "55000"], name).toContain(written); // not allowed; a view
    }
    expect((await admin.query("delete from homeops_migration")).rowCount).toBe(0);
    await admin.query("reset role");
  });
  expect(await migrate(db)).toBe(0);
});
