import { createConnection } from "mariadb";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase, testDatabaseUrl } from "#db/testing.ts";
import { openDesk } from "#server/intake/recorded/desk.ts";
import { intakeHome } from "#server/intake/testing.ts";
import { remembered, somePast, thisWeek, writePast } from "#test/world/recorded-past.ts";
import { provisionMariaDb } from "./provision/mariadb.ts";
import { startMariaDb } from "./world/mariadb.ts";
import type { RecorderTables, Row } from "./world/recorder-file.ts";
import { type Dialect, recorderSchema } from "./world/recorder-schema.ts";

const past = somePast({ from: thisWeek(), hours: 4 });

type Recorder = AsyncDisposable & { url: string; run(statement: string, values?: unknown[]): Promise<unknown> };

async function onPostgresql(): Promise<Recorder> {
  const empty = await testDatabaseUrl();
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  return {
    url: empty.url,
    run: (statement, values) => client.query(statement.replaceAll("?", numbered()), values),
    async [Symbol.asyncDispose]() {
      await client.end();
      await empty[Symbol.asyncDispose]();
    },
  };
}

const numbered = () => {
  let number = 0;
  return () => `$${++number}`;
};

async function onMariaDb(): Promise<Recorder> {
  await provisionMariaDb();
  const server = await startMariaDb();
  const { hostname, port, username, password, pathname } = new URL(server.url);
  const login = { host: hostname, port: Number(port), user: username, password, database: pathname.slice(1) };
  const connection = await createConnection(login);
  await connection.query("set session sql_mode = concat(@@sql_mode, ',ANSI_QUOTES')");
  return {
    url: server.url,
    run: (statement, values) => connection.query(statement, values),
    async [Symbol.asyncDispose]() {
      await connection.end();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** As Core makes them there, in its own words. */
async function tablesOn(recorder: Recorder, dialect: Dialect): Promise<RecorderTables> {
  for (const statement of (await recorderSchema(dialect)).statements) await recorder.run(statement);
  return {
    async insert(table: string, row: Row) {
      const names = Object.keys(row).map((name) => `"${name}"`);
      const values = Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
      await recorder.run(
        `insert into ${table} (${names}) values (${names.map(() => "?")})`,
        dialect === "postgresql" ? booleans(row, values) : values,
      );
    },
  };
}

const booleans = (row: Row, values: unknown[]): unknown[] =>
  Object.keys(row).map((name, i) => (/^(?:has_|closed_)/.test(name) ? Boolean(values[i]) : values[i]));

describe.each([
  ["PostgreSQL", "postgresql", onPostgresql],
  ["MariaDB", "mysql", onMariaDb],
] as const)("a recorder on %s", (_, dialect, open) => {
  let recorder: Recorder;
  let db: Database;
  beforeAll(async () => {
    recorder = await open();
    await writePast(await tablesOn(recorder, dialect), { observations: past });
    db = await testDatabase("postgresql");
  }, 600_000);
  afterAll(async () => {
    await recorder?.[Symbol.asyncDispose]();
    await db?.[Symbol.asyncDispose]();
  });

  it("is imported row by row, as its file would be, and its password is nowhere", async () => {
    await using home = await intakeHome(db);
    await using desk = openDesk(home.world);
    const job = await desk.start(home.where.home, { url: recorder.url });
    await job.over;
    expect(job.it).toMatchObject({ state: "done", reason: null, added: past.length, statistics: 106 });
    const { events, contexts } = await remembered(db, home.where.home);
    const told = (events as { at: string; state: string | null }[]).map(({ at, state }) => `${at} ${state}`);
    const hidden = (state: string | null, entityId: string | null) =>
      entityId === "input_text.wifi" ? "[secret]" : state;
    expect(told.sort()).toEqual(past.map(({ at, state, entityId }) => `${at} ${hidden(state, entityId)}`).sort());
    expect(contexts).toContainEqual(expect.objectContaining({ parent_id: expect.stringMatching(/^[0-9A-Z]{26}$/) }));
    const { password } = new URL(recorder.url);
    if (password) expect(JSON.stringify(job.it)).not.toContain(password);
  });

  it("that refuses the login, or is away, is said in a sentence without the password", async () => {
    await using home = await intakeHome(db);
    await using desk = openDesk(home.world);
    const away = new URL(recorder.url);
    away.port = "9";
    away.password = "hush";
    const refusal = await desk.preview(home.where.home, { url: away.href }).catch((error: Error) => error);
    expect(refusal).toMatchObject({ code: "source_away", message: expect.stringContaining("does not answer") });
    expect(JSON.stringify(refusal) + (refusal as Error).message).not.toContain("hush");
    if (dialect !== "mysql") return; // the run's PostgreSQL trusts everybody
    const wrong = new URL(recorder.url);
    wrong.password = "hush";
    await expect(desk.preview(home.where.home, { url: wrong.href })).rejects.toMatchObject({ code: "source_refused" });
  });
});
