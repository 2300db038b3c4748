import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { daysThere, latestLetGo, writeKeep } from "#server/store/memory/retention/queries.ts";
import { cappedBefore, keepLimit } from "#server/store/memory/retention/size-queries.ts";
import { memoryHome, seen } from "#server/store/memory/testing.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { capState, makeRoom } from "./cap.ts";
import { folderBytes } from "./measure.ts";
import { hourIn } from "./nightly.ts";

const clock: Clock = { ...systemClock, now: () => Date.parse("2026-11-21T12:00:00Z"), sleep: async () => {} };

describe.each(engines)("near the cap on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("lets the oldest raw days go first, but what is marked, and never yesterday", async () => {
    const home = await memoryHome(db);
    const marked = await home.entity("light.marked");
    await writeKeep(db, home.home, { kind: "entity", value: String(marked), days: null });
    for (const day of [16, 17, 18, 19, 20]) {
      const at = (time: string) => `2026-11-${day}T${time}+00:00`;
      await home.remember(seen("light.hall", at("10:00:00")), seen("light.shed", at("11:00:00")));
      if (day === 16) await home.remember(seen("light.marked", at("12:00:00")));
    }
    await keepLimit(db, { bytes: 1_000_000, is_chosen: true });
    const sizes = await daysThere(db);
    let heeded = 0;
    const parts = { db, clock, log: jsonLog("silent") };
    const heed = async () => void heeded++;
    // One day and a little more must go; the first cannot go whole.
    const toGo = (sizes[1]?.bytes ?? 0) + 5_000;
    await makeRoom(parts, { bytes: 900_000 + toGo, capBytes: 1_000_000 }, heed);
    const left = async () => (await daysThere(db)).map(({ day }) => day.slice(8));
    expect(await left()).toEqual(["16", "19", "20"]);
    expect(heeded).toBe(3);
    expect(await cappedBefore(db)).toBe("2026-11-19");
    expect(await latestLetGo(db)).toMatchObject({ reason: "cap", days: 2, rewritten: 1, events: 6 });
    const kept = await db.rows(sql`
      select entity_id from memory.event where home_id = ${home.home} and at < '2026-11-17T00:00:00+00:00'`);
    expect(kept).toEqual([{ entity_id: marked }]);

    await makeRoom(parts, { bytes: 1_000_000_000, capBytes: 1_000_000 }, heed);
    expect(await left()).toEqual(["16", "20"]);
    expect(await makeRoom(parts, { bytes: 1_000_000_000, capBytes: 1_000_000 }, heed)).toBe(0);
  });
});

it.each([
  [94, "ok"],
  [95, "near"],
  [100, "full"],
] as const)("at %i of 100 is %s", (bytes, state) => {
  expect(capState(bytes, 100)).toBe(state);
  expect(capState(bytes, null)).toBe("ok");
});

it("weighs the data folder, and of a database in it the journal only", async () => {
  await using folder = await temporaryDirectory("measure");
  const write = async (name: string, bytes: number) => {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, Buffer.alloc(bytes));
  };
  await write("spill/a/00000001.spill", 100);
  await write("api.token", 10);
  await write("pglite/PG_VERSION", 3);
  await write("pglite/base/1", 5_000);
  await write("pglite/pg_wal/1", 1_000);
  expect(await folderBytes(folder.path)).toBe(1_110);
});

it("knows the hour in the home", () => {
  expect(hourIn("Europe/Berlin", Date.parse("2026-11-21T02:30:00Z"))).toBe(3);
  expect(hourIn("America/New_York", Date.parse("2026-11-21T02:30:00Z"))).toBe(21);
});
