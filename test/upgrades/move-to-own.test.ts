import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { processesIn } from "#db/local/leftovers.ts";
import { openedBy, plainLogin } from "#db/plain-login.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { chosenDatabase, databaseKind } from "#server/open-database.ts";
import { readOptions } from "#server/options.ts";
import { passable, postgresPrograms } from "#test/world/postgres-programs.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "../faults/figures.ts";
import { errand, fill, fingerprint, openEmbedded } from "./errands.ts";

const KILLS = isFull ? 20 : 2;
const around = { clock: systemClock, log: jsonLog("silent") };

const owned = new AsyncDisposableStack();
let programs = "";
let template = "";
let anna = "";

beforeAll(async () => {
  programs = owned.use(await postgresPrograms()).folder;
  template = owned.use(await temporaryDirectory("move-from")).path;
  await using db = await openEmbedded(template);
  await fill(db, template, "anna", 3_000);
  anna = await fingerprint(db);
}, 300_000);
afterAll(() => owned.disposeAsync());

/** Anna's embedded memory, and the programs of a PostgreSQL of our own beside it. */
async function staged() {
  const folder = await temporaryDirectory("move-own");
  await passable(folder.path);
  cpSync(template, folder.path, { recursive: true });
  const environment: Record<string, string> = { HOMEOPS_DATA: folder.path, HOMEOPS_POSTGRES: programs };
  const options = (more: Record<string, string> = {}) => readOptions({ ...environment, ...more });
  return {
    options,
    kind: () => databaseKind(options()),
    /** As the next start would find it. */
    async next<T>(work: (db: Database) => Promise<T>, more?: Record<string, string>): Promise<T> {
      await using db = await chosenDatabase(options(more), around);
      return await work(db);
    },
    inData: (name: string) => path.join(folder.path, name),
    ofOwn: () => readdirSync(folder.path).filter((name) => name.startsWith("postgres")),
    move: (to = "own", more: Record<string, string> = {}) => errand("move", ["--to", to], { ...environment, ...more }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

it("moves an embedded memory into the PostgreSQL of our own by one command, which is the memory from then on", async () => {
  await using stage = await staged();
  expect(stage.kind()).toBe("embedded");
  const { said, exited } = stage.move();
  expect(await exited, said.err).toBe(0);
  expect(said.out).toContain("memory.event: 3000 rows, equal");
  expect(said.out).toContain(`Start HomeOps with HOMEOPS_POSTGRES=${programs}`);
  expect(said.out).toContain(`rm -r ${stage.inData("pglite")}`);
  expect(processesIn(stage.inData("postgres")), "it ends with the command").toEqual([]);
  expect(stage.kind()).toBe("own");
  expect(await stage.next(fingerprint)).toBe(anna);
  await expect(chosenDatabase(stage.options({ HOMEOPS_POSTGRES: "" }), around)).rejects.toMatchObject({
    code: "memory_moved",
    message: expect.stringContaining("set HOMEOPS_POSTGRES"),
  });
  const again = stage.move();
  expect(await again.exited).toBe(1);
  expect(again.said.err).toContain("has a memory already; nothing was changed");

  for (const name of [...stage.ofOwn(), "moved.json"]) rmSync(stage.inData(name), { recursive: true });
  expect(stage.kind()).toBe("embedded");
  expect(await stage.next(fingerprint), "the old one was only read").toBe(anna);
}, 400_000);

it(`killed at any moment, there is one memory, whole, and the command is simply given again (${KILLS} x)`, async () => {
  await using stage = await staged();
  const outcomes = { old: 0, new: 0 };
  let owner = "anna";
  for (let kill = 0; kill < KILLS && outcomes.new === 0; kill++) {
    const { child, exited } = stage.move();
    const waited = ["moving.json", "postgres.making", "postgres"][kill % 3] ?? "";
    await expect.poll(() => existsSync(stage.inData(waited)), { timeout: 120_000, interval: 10 }).toBe(true);
    await pause(2_000 * Math.random());
    child.kill("SIGKILL");
    await exited;
    const kind = stage.kind();
    outcomes[kind === "embedded" ? "old" : "new"]++;
    await stage.next(async (db) => {
      expect(await db.row(sql`select name, (select count(*)::int from memory.event) as n from users`)).toEqual({
        name: owner,
        n: 3_000,
      });
      if (kind !== "embedded") return;
      expect(stage.ofOwn(), "no half copy stays").toEqual([]);
      owner = `ben ${kill}`; // life goes on in the old one, and the next move must bring that too
      await db.run(sql`update users set name = ${owner}`);
    });
    expect(existsSync(stage.inData("moving.json"))).toBe(false);
  }
  if (outcomes.new === 0) {
    const last = stage.move();
    expect(await last.exited, last.said.err).toBe(0);
  }
  expect(stage.kind()).toBe("own");
  expect(await stage.next((db) => db.row(sql`select name from users`))).toEqual({ name: owner });
  figure(
    "R19",
    `move into a PostgreSQL of our own killed ${outcomes.old + outcomes.new} x: ${outcomes.old} x the old memory, ${outcomes.new} x the new one, each whole, and moved after it`,
  );
}, 900_000);

it("takes up a killed move without a start between, and goes on to another PostgreSQL", async () => {
  await using stage = await staged();
  const killed = stage.move();
  await expect.poll(() => existsSync(stage.inData("postgres")), { timeout: 120_000, interval: 10 }).toBe(true);
  killed.child.kill("SIGKILL");
  await killed.exited;
  const second = stage.move();
  expect(await second.exited, second.said.err).toBe(0);
  expect(second.said.out).toContain("did not come to its end; its half copy goes first");
  await using elsewhere = await testDatabaseUrl();
  await openedBy(elsewhere.url, (admin) => admin.query("create extension vector"));
  const to = await plainLogin(elsewhere.url);
  const on = stage.move(to);
  expect(await on.exited, on.said.err).toBe(0);
  await expect(chosenDatabase(stage.options(), around), "none is begun beside it").rejects.toMatchObject({
    code: "memory_moved",
  });
  expect(await stage.next(fingerprint, { DATABASE_URL: to })).toBe(anna);
}, 600_000);

it("says what is missing, and makes nothing", async () => {
  await using stage = await staged();
  const without = stage.move("own", { HOMEOPS_POSTGRES: "" });
  expect(await without.exited).toBe(1);
  expect(without.said.err).toContain("Set HOMEOPS_POSTGRES");
  expect(stage.ofOwn()).toEqual([]);
  expect(stage.kind()).toBe("embedded");
}, 120_000);
