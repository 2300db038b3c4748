import path from "node:path";
import pg from "pg";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { sqlDoor } from "#server/surfaces/sql/sql.ts";
import { freePort } from "./world/free-port.ts";
import { passable, postgresPrograms } from "./world/postgres-programs.ts";
import { type TemporaryDirectory, temporaryDirectory } from "./world/temporary.ts";

type Login = { login: string; password: string; port: number; database: string; certificate: string };

describe("the port for SQL", () => {
  let programs: Awaited<ReturnType<typeof postgresPrograms>>;
  let folder: TemporaryDirectory;
  let homeops: HomeOps;
  let port: number;
  let given: Login;
  const clients: pg.Client[] = [];

  const open = (more: Record<string, string>) =>
    start(
      readOptions({
        HOMEOPS_DATA: path.join(folder.path, "data"),
        HOMEOPS_PORT: "0",
        HOMEOPS_POSTGRES: programs.folder,
        ...more,
      }),
      { capabilities: [sqlDoor], log: jsonLog("silent") },
    );
  /** Knows the server by its certificate alone, whatever its name. */
  async function connected(as: Partial<pg.ClientConfig> = {}): Promise<pg.Client> {
    const { login: user, password, database, certificate } = given;
    const ssl = { ca: certificate, checkServerIdentity: () => undefined };
    const client = new pg.Client({ host: "127.0.0.1", port, user, password, database, ssl, ...as });
    client.on("error", () => {});
    clients.push(client);
    await client.connect();
    return client;
  }

  beforeAll(async () => {
    programs = await postgresPrograms();
    folder = await temporaryDirectory("sql-port");
    await passable(folder.path);
    port = await freePort();
    homeops = await open({ HOMEOPS_SQL_PORT: String(port) });
    await homeops.world.db.run(sql`
      with home as (insert into people.home (name) values ('House') returning id),
        person as (insert into public.users (name) values ('Anna') returning id)
      insert into people.member (home_id, user_id, role)
      select home.id, person.id, 'owner'
      from home, person`);
    given = (await homeops.ask("sql/login")) as Login;
  });
  afterAll(async () => {
    for (const client of clients) await client.end().catch(() => {});
    await homeops?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
    await programs?.[Symbol.asyncDispose]();
  });

  it("lets the login that is shown once read the views as its person, over TLS", async () => {
    const client = await connected();
    expect((await client.query("select name from homes")).rows).toEqual([{ name: "House" }]);
    expect((await client.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()")).rows).toEqual([
      { ssl: true },
    ]);
    await expect(client.query("delete from house.entity")).rejects.toMatchObject({ code: "25006" });
    await client.query("set default_transaction_read_only = off");
    await expect(client.query("delete from house.entity")).rejects.toMatchObject({ code: "42501" });
    for (const statement of ["set role homeops_server", "create temporary table mine ()", "select lo_create(0)"])
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: "42501" });
  });

  it.each([
    ["without TLS", { ssl: false }, "28000"],
    ["with a wrong password", { password: "guess" }, "28P01"],
    ["without a password", { password: "" }, undefined],
    ["as the server's own login", { user: "homeops" }, "28000"],
    ["as the superuser", { user: "postgres" }, "28000"],
    ["into another database", { database: "postgres" }, "28000"],
  ] as const)("refuses whoever comes %s", async (_, as, code) => {
    await expect(connected(as)).rejects.toMatchObject(code === undefined ? {} : { code });
  });

  it("ends a statement after ten seconds, also where the session switched that off", async () => {
    const [meek, stubborn] = [await connected(), await connected()];
    await stubborn.query("set statement_timeout = 0");
    const [first, second] = await Promise.allSettled([
      meek.query("select pg_sleep(100)"),
      stubborn.query("select pg_sleep(100)"),
    ]);
    expect(first).toMatchObject({ status: "rejected", reason: { code: "57014" } });
    expect(second).toMatchObject({ status: "rejected", reason: { code: "57P01" } });
  });

  it("ends a session that takes a lock of the server's own work", async () => {
    const client = await connected();
    await client.query("select pg_advisory_lock(7310001)");
    await expect
      .poll(
        () =>
          client.query("select").then(
            () => "open",
            () => "ended",
          ),
        { timeout: 10_000 },
      )
      .toBe("ended");
  });

  it("ends the login before when another one is made", async () => {
    const before = given;
    const client = await connected();
    given = (await homeops.ask("sql/login")) as Login;
    await expect
      .poll(() =>
        client.query("select").then(
          () => "open",
          () => "ended",
        ),
      )
      .toBe("ended");
    await expect(connected({ password: before.password })).rejects.toMatchObject({ code: "28P01" });
    expect((await (await connected()).query("select name from users")).rows).toEqual([{ name: "Anna" }]);
  });

  it("is shut where nobody asked for it", async () => {
    await homeops[Symbol.asyncDispose]();
    homeops = await open({});
    await expect(connected()).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await expect(homeops.ask("sql/login")).rejects.toMatchObject({ code: "sql_port_off" });
  });
});
