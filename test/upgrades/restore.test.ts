import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { lockFolder } from "#db/folder-lock.ts";
import { stayInUse } from "#db/in-use.ts";
import { openedBy, plainLogin } from "#db/plain-login.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { chosenDatabase } from "#server/open-database.ts";
import { readOptions } from "#server/options.ts";
import { openVault } from "#server/store/vault/vault.ts";
import { passable, postgresPrograms } from "#test/world/postgres-programs.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "../faults/figures.ts";
import { errand, fill, fingerprint, openEmbedded } from "./errands.ts";

const KILLS = isFull ? 20 : 1;

const places = ["embedded", "postgresql", "own"] as const;
let programs: Awaited<ReturnType<typeof postgresPrograms>>;
beforeAll(async () => {
  programs = await postgresPrograms();
});
afterAll(() => programs?.[Symbol.asyncDispose]());

/** A memory of anna's, its snapshot, and then a memory of ben's in its place. */
async function staged(engine: (typeof places)[number]) {
  await using stack = new AsyncDisposableStack();
  const data = stack.use(await temporaryDirectory("restore"));
  const environment: Record<string, string> = { HOMEOPS_DATA: data.path };
  if (engine === "postgresql") {
    const { url } = stack.use(await testDatabaseUrl());
    await openedBy(url, (admin) => admin.query("create extension vector"));
    environment.DATABASE_URL = await plainLogin(url);
  }
  if (engine === "own") {
    await passable(data.path);
    environment.HOMEOPS_POSTGRES = programs.folder;
  }
  const opened = (): Promise<Database> =>
    chosenDatabase(readOptions(environment), { clock: systemClock, log: jsonLog("silent") });
  const told = async () => {
    await using db = await opened();
    return await fingerprint(db); // before it is closed
  };
  let snapshot: string;
  if (engine === "embedded") await (await openEmbedded(data.path))[Symbol.asyncDispose]();
  {
    await using db = await opened();
    await fill(db, data.path, "anna", 2_000);
    const { keyMark } = openVault({ secretKey: undefined, dataFolder: data.path });
    const folder = path.join(data.path, "snapshots");
    snapshot = (await takeSnapshot(db, { folder, reason: "upgrade", keyMark })).file;
  }
  const anna = await told();
  {
    await using db = await opened();
    await db.run(sql`update users set name = 'ben'`);
    await db.run(sql`delete from memory.event where at > '2026-11-20T13:00:00+00:00'`);
    await db.owner.script(
      "create table house.later (id int); insert into homeops_migration (id, name) values (9999, 'later')",
    );
  }
  const ben = await told();
  const owned = stack.move();
  const restore = (...args: string[]) => errand("restore", args, environment);
  return {
    data: data.path,
    opened,
    told,
    snapshot,
    anna,
    ben,
    restore,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

describe.each(places)("npm run restore on %s", (engine) => {
  let stage: Awaited<ReturnType<typeof staged>>;
  beforeAll(async () => {
    stage = await staged(engine);
  }, 400_000);
  afterAll(() => stage?.[Symbol.asyncDispose]());

  const refused = async (sentence: string, ...args: string[]) => {
    const { said, exited } = stage.restore(...args);
    expect(await exited).toBe(1);
    expect(said.err).toContain(sentence);
    expect(said.err).not.toMatch(/\n\s+at /);
  };

  it("changes nothing where the file is damaged, the folder in use, or the name wrong", async () => {
    const bad = path.join(stage.data, "bad.homeops");
    writeFileSync(bad, "HomeOps1 and then rubbish, long enough to have a head");
    await refused("cannot be used", bad);
    const whole = readFileSync(stage.snapshot);
    writeFileSync(bad, whole.subarray(0, whole.length - 1));
    await refused("it ends too early", bad);
    whole[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 1;
    writeFileSync(bad, whole);
    await refused("a part of it was changed", bad);
    await refused("There is no snapshot nowhere", "nowhere");
    await refused("npm run restore -- --list", "--everything");
    {
      using _ = lockFolder(stage.data);
      await refused("stop it first", stage.snapshot);
    }
    expect(await stage.told()).toBe(stage.ben);
  }, 400_000);

  it("brings a snapshot back over a newer schema, keeps what was there, and can go back to that", async () => {
    const { said, exited } = stage.restore(path.basename(stage.snapshot));
    expect(await exited, said.err).toBe(0);
    expect(said.out).toContain("What is there now is kept in");
    expect(await stage.told()).toBe(stage.anna);
    const list = stage.restore("--list");
    expect(await list.exited).toBe(0);
    expect(list.said.out).toMatch(/schema-9999-restore\.homeops .*before a restore, schema 9999/);
    const kept = readdirSync(path.join(stage.data, "snapshots")).find((name) => name.includes("restore")) ?? "";
    await refused("taken by a newer HomeOps", kept);
    expect(readdirSync(stage.data).filter((name) => name.startsWith("pglite"))).toHaveLength(
      engine === "embedded" ? 1 : 0,
    );
  }, 400_000);

  // The embedded engine takes a minute for one, and the command is the same.
  const isKilled = isFull || engine !== "embedded";
  const itKilled = isKilled ? it : () => {};
  itKilled(
    `leaves the old memory or the new one, whole, when it is killed (${KILLS} x)`,
    async () => {
      const startedAt = performance.now();
      const whole = stage.restore(stage.snapshot);
      expect(await whole.exited).toBe(0);
      const ms = performance.now() - startedAt;
      const outcomes = { old: 0, new: 0 };
      for (let kill = 0; kill < KILLS; kill++) {
        let before: string;
        {
          await using db = await stage.opened();
          await db.run(sql`update users set name = 'ben'`);
          before = await fingerprint(db);
        }
        const { child, exited } = stage.restore(stage.snapshot);
        await pause(ms * (0.3 + (0.75 * (kill + Math.random())) / KILLS));
        child.kill("SIGKILL");
        await exited;
        const after = await stage.told();
        expect([before, stage.anna]).toContain(after);
        outcomes[after === before ? "old" : "new"]++;
      }
      figure(
        "R19",
        `restore on ${engine} killed ${KILLS} x: ${outcomes.old} x the old memory, ${outcomes.new} x the new one, each whole`,
      );
    },
    400_000,
  );

  it("wants the key of its tokens, or a word that they may be left out", async () => {
    const before = await stage.told();
    const key = path.join(stage.data, "secret.key");
    renameSync(key, `${key}.kept`);
    openVault({ secretKey: undefined, dataFolder: stage.data });
    await refused("sealed with another key. Nothing was changed", stage.snapshot);
    expect(await stage.told()).toBe(before);
    const without = stage.restore(stage.snapshot, "--without-tokens");
    expect(await without.exited, without.said.err).toBe(0);
    expect(await stage.told()).toBe(stage.anna);
  }, 400_000);
});

it("restores over an embedded memory that cannot be opened, and puts that aside", async () => {
  await using stage = await staged("embedded");
  rmSync(path.join(stage.data, "pglite", "global"), { recursive: true });
  mkdirSync(path.join(stage.data, "pglite", "global"));
  const { said, exited } = stage.restore(stage.snapshot);
  expect(await exited, said.err).toBe(0);
  expect(said.out).toContain("cannot be opened");
  expect(await stage.told()).toBe(stage.anna);
  expect(readdirSync(stage.data).some((name) => name.startsWith("damaged-"))).toBe(true);
});

it("is refused on a PostgreSQL that another HomeOps uses", async () => {
  await using stage = await staged("postgresql");
  await using other = await stage.opened();
  await using _ = await stayInUse(other, systemClock);
  const { said, exited } = stage.restore(stage.snapshot);
  expect(await exited).toBe(1);
  expect(said.err).toMatch(/^HomeOps \d+ on .* uses this database; stop it first/);
});
