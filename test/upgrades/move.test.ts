import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { openedBy, plainLogin } from "#db/plain-login.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { isFull } from "../faults/figures.ts";
import { errand, fill, fingerprint, openEmbedded } from "./errands.ts";

const KILLS = isFull ? 20 : 1;

async function staged() {
  await using stack = new AsyncDisposableStack();
  const data = stack.use(await temporaryDirectory("move"));
  const { url } = stack.use(await testDatabaseUrl());
  await openedBy(url, (admin) => admin.query("create extension vector"));
  const to = await plainLogin(url);
  {
    await using db = await openEmbedded(data.path);
    await fill(db, data.path, "anna", 5_000);
  }
  const move = (args = ["--to", to], more: Record<string, string> = {}) =>
    errand("move", args, { HOMEOPS_DATA: data.path, ...more });
  const source = async () => {
    await using db = await openEmbedded(data.path);
    return fingerprint(db);
  };
  const target = async () => {
    await using db = openDatabase(postgres(to));
    return fingerprint(db);
  };
  const owned = stack.move();
  return { data: data.path, to, url, move, source, target, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

it("moves an embedded memory into a PostgreSQL, equal row by row, and lets nobody go on with the old one", async () => {
  await using stage = await staged();
  const before = await stage.source();
  const { said, exited } = stage.move([], { HOMEOPS_MOVE_TO: stage.to });
  expect(await exited, said.err).toBe(0);
  expect(said.out).toContain("memory.event: 5000 rows, equal");
  expect(said.out).toContain("Set DATABASE_URL");
  expect(said.out + said.err, "no login is said").not.toContain("plain");
  expect(await stage.target()).toBe(before);
  const options = (more: object) => readOptions({ HOMEOPS_DATA: stage.data, HOMEOPS_PORT: "0", ...more });
  const parts = { capabilities: [], log: jsonLog("silent") };
  await expect(start(options({}), parts)).rejects.toMatchObject({
    code: "memory_moved",
    message: expect.stringMatching(/moved to postgres:\/\/127\.0\.0\.1:\d+\/test_\w+ /),
  });
  await using _ = await start(options({ DATABASE_URL: stage.to }), parts);
  rmSync(path.join(stage.data, "moved.json"));
  expect(await stage.source(), "the source was only read").toBe(before);
});

it(`leaves nothing in the target when it is killed, and is simply asked for again (${KILLS} x)`, async () => {
  await using stage = await staged();
  const before = await stage.source();
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, exited } = stage.move();
    await pause(500 + (3_000 * (kill + Math.random())) / KILLS);
    child.kill("SIGKILL");
    await exited;
    if (existsSync(path.join(stage.data, "moved.json"))) break;
  }
  const { said, exited } = stage.move();
  expect(await exited, said.err).toBe(existsSync(path.join(stage.data, "moved.json")) && said.err ? 1 : 0);
  expect(await stage.target()).toBe(before);
}, 300_000);

it("finds the same rows on both sides where only the note was missing, and refuses any other memory", async () => {
  await using stage = await staged();
  expect(await stage.move().exited).toBe(0);
  rmSync(path.join(stage.data, "moved.json"));
  expect(await stage.move().exited).toBe(0);
  expect(existsSync(path.join(stage.data, "moved.json"))).toBe(true);
  rmSync(path.join(stage.data, "moved.json"));
  await openedBy(stage.url, (admin) => admin.query("update users set name = 'somebody else'"));
  const other = stage.move();
  expect(await other.exited).toBe(1);
  expect(other.said.err).toContain(
    "already holds a memory, and another one (public.users differs). Nothing was changed",
  );
});

it("refuses a database of somebody else's, and says how it is called without an address", async () => {
  await using stage = await staged();
  await openedBy(stage.url, (admin) => admin.query("create table public.users (id int)"));
  const foreign = stage.move();
  expect(await foreign.exited).toBe(1);
  expect(foreign.said.err).toContain("something of its own called public.users");
  const without = stage.move([]);
  expect(await without.exited).toBe(1);
  expect(without.said.err).toContain("npm run move -- --to postgres://");
});
