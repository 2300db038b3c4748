import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { testDatabase, testDatabaseUrl } from "#db/testing.ts";
import type { Capability } from "./capability.ts";
import { start } from "./homeops.ts";
import { jsonLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { startHomeOps } from "./testing.ts";

const log = jsonLog("silent");
const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));

function logged() {
  const lines: { level: string; msg: string }[] = [];
  return { lines, log: jsonLog("info", { write: (line) => void lines.push(JSON.parse(line)) }) };
}

describe("the program", () => {
  it("makes its keys at the first start, for this user alone, and leaves no lock behind", async () => {
    await using folder = await temporary();
    const options = readOptions({ HOMEOPS_DATA: path.join(folder.path, "data"), HOMEOPS_PORT: "0" });
    {
      await using homeops = await start(options, { capabilities: [], log });
      expect(homeops.world.db.engine).toBe("embedded");
      expect(homeops.url).toBe(`http://127.0.0.1:${homeops.port}`);
    }
    for (const name of ["api.token", "secret.key", "tls/key.pem", "tls/certificate.pem"]) {
      expect(statSync(path.join(options.dataFolder, name)).mode & 0o777, name).toBe(0o600);
    }
    expect(readdirSync(options.dataFolder).sort()).toEqual(["api.token", "pglite", "secret.key", "tls"]);
  }, 120_000); // a whole embedded database is made, each of its files synced

  it("starts its rooms in their order, and stops them in the reverse one", async () => {
    const seen: string[] = [];
    const room = (name: string): Capability => ({
      name,
      async start(_, stack) {
        seen.push(`${name} starts`);
        stack.defer(() => void seen.push(`${name} stops`));
      },
    });
    const homeops = await startHomeOps({ capabilities: [room("a"), room("b")] });
    await homeops[Symbol.asyncDispose]();
    expect(seen).toEqual(["a starts", "b starts", "b stops", "a stops"]);
  });

  it("stops what had started where a room cannot", async () => {
    await using folder = await temporary();
    const seen: string[] = [];
    const good: Capability = { name: "good", start: async (_, stack) => stack.defer(() => void seen.push("stopped")) };
    const bad: Capability = { name: "bad", start: () => Promise.reject(new Error("cannot")) };
    const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0" });
    const starting = start(options, { capabilities: [good, bad], log, database: await testDatabase() });
    await expect(starting).rejects.toThrow("cannot");
    expect(seen).toEqual(["stopped"]);
    expect(existsSync(path.join(folder.path, "homeops.lock"))).toBe(false);
  });

  it("says what to do where its port is taken", async () => {
    await using folder = await temporary();
    await using other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: String(port) });
    const starting = start(options, { capabilities: [], log, database: await testDatabase() });
    await expect(starting).rejects.toMatchObject({ code: "port_in_use" });
  });

  // Roles belong to the whole server, so this is not done to the PostgreSQL that other suites use.
  it.each([
    ["alter role homeops_person bypassrls", "alter role homeops_person nosuperuser nobypassrls"],
    ["alter table house.entity owner to homeops_server", "reassign owned by homeops_server to postgres"],
  ])("refuses a role that passes by row level security: %s", async (harm, cure) => {
    await using folder = await temporary();
    const database = await testDatabase();
    await database.owner.script(harm);
    const starting = start(readOptions({ HOMEOPS_DATA: folder.path }), { capabilities: [], log, database });
    await expect(starting).rejects.toMatchObject({ code: "unsafe_role", message: expect.stringContaining(cure) });
  });

  it("is healthy without its database as long as every room keeps what happens", async () => {
    let keeps = true;
    let trouble: string | undefined;
    const room = { name: "room", keeps: () => keeps, trouble: () => trouble };
    await using homeops = await startHomeOps({ capabilities: [room] });
    const letIn = homeops.world.db.hold();
    const health = async () => {
      const answer = await fetch(`${homeops.url}/api/health`);
      return [answer.status, await answer.json()];
    };
    expect(await health()).toEqual([200, { status: "ok", database: "away", reason: null }]);
    trouble = "It is full";
    expect(await health()).toEqual([200, { status: "full", database: "away", reason: "It is full" }]);
    keeps = false;
    expect(await health()).toEqual([503, { status: "failing", database: "away", reason: "It is full" }]);
    letIn();
  });
});

describe("a start on a PostgreSQL", () => {
  it.each([
    ["refuses", "postgres://nobody@127.0.0.1:9/none", /nothing listens at the host and port in DATABASE_URL/],
    ["has no such name", "postgres://nobody@no.such.host.invalid/none", /the host in DATABASE_URL is not known/],
  ])("begins without a server that %s, says why in one line, and can be stopped", async (_, url, why) => {
    await using folder = await temporary();
    const { lines, log } = logged();
    const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0", DATABASE_URL: url, HOMEOPS_DEMO: "1" });
    {
      await using homeops = await start(options, { log });
      expect((await fetch(`${homeops.url}/api/health`)).status).toBe(200);
      expect(await homeops.ask("system/status")).toMatchObject({
        engine: { state: "away", reason: expect.stringMatching(why) },
        connections: [],
      });
      await expect(homeops.ask("connections/add", { url: "http://127.0.0.1:1", token: "x" })).rejects.toThrow();
    }
    expect(lines.filter(({ level }) => level === "warn").map(({ msg }) => msg)).toEqual([expect.stringMatching(why)]);
  });

  it("says that a login is a superuser, and which part of the address is wrong", async () => {
    await using folder = await temporary();
    const { lines, log } = logged();
    const options = (DATABASE_URL: string) =>
      readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0", DATABASE_URL });
    await using fresh = await testDatabaseUrl();
    {
      await using _ = await start(options(fresh.url), { capabilities: [], log });
    }
    expect(lines.filter(({ level }) => level === "warn").map(({ msg }) => msg)).toEqual([
      expect.stringContaining("superuser"),
    ]);
    const starting = start(options(`${fresh.url}_gone`), { capabilities: [], log });
    await expect(starting).rejects.toMatchObject({ code: "database_refused" });
  });
});
