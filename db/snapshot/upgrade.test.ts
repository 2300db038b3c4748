import { mkdtempDisposable, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { jsonLog } from "#server/log.ts";
import { type Migration, migrations } from "../migrate.ts";
import { engines, testDatabase } from "../testing.ts";
import { manifestOf } from "./read-snapshot.ts";
import { fillMemory } from "./testing.ts";
import { upgrade } from "./upgrade.ts";

const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-upgrade-"));
const log = jsonLog("silent");
const known = migrations();
const step = (n: number, text: string): Migration => ({ id: 9000 + n, name: `step-${n}`, text });

describe.each(engines)("an upgrade on %s", (engine) => {
  it("keeps the memory as it was before the first step, and the newest three of these", async () => {
    await using data = await temporary();
    await using db = await testDatabase(engine);
    await fillMemory(db, 100);
    const parts = { dataFolder: data.path, snapshots: 3, keyMark: "k", log };
    expect(await upgrade(db, parts)).toBe(0);
    expect(await readdir(data.path), "nothing to do, nothing kept").toEqual([]);
    const steps = [...known];
    for (let n = 1; n <= 5; n++) {
      steps.push(step(n, `create table memory.step_${n} (id int); create table memory.more_${n} (id int)`));
      expect(await upgrade(db, parts, steps)).toBe(1);
    }
    const folder = path.join(data.path, "snapshots");
    const names = (await readdir(folder)).sort();
    expect(names.map((name) => /schema-\d+-\w+/.exec(name)?.[0])).toEqual(
      [9002, 9003, 9004].map((schema) => `schema-${schema}-upgrade`),
    );
    const manifest = await manifestOf(path.join(folder, names[0] ?? ""));
    expect(manifest.migrations.map(({ id }) => id)).toEqual([...known.map(({ id }) => id), 9001, 9002]);
    expect(manifest.key_mark).toBe("k");
  });

  it("takes one snapshot for an upgrade that fails at each start, and another for the next", async () => {
    await using data = await temporary();
    await using db = await testDatabase(engine);
    await fillMemory(db, 100);
    const parts = { dataFolder: data.path, snapshots: 3, keyMark: null, log };
    const failing = [...known, step(1, "create table memory.one (id int)"), step(2, "select no_such_thing")];
    const kept = () => readdir(path.join(data.path, "snapshots"));
    for (let start = 0; start < 3; start++) await expect(upgrade(db, parts, failing)).rejects.toThrow("no_such_thing");
    expect((await kept()).filter((name) => name.endsWith(".homeops"))).toHaveLength(1);
    expect(await kept()).toContain("underway.json");
    const mended = [...failing.slice(0, -1), step(2, "select 1")];
    expect(await upgrade(db, parts, mended)).toBe(1);
    expect(await kept()).toEqual([expect.stringContaining(`schema-${known.at(-1)?.id}-upgrade`)]);
    expect(await upgrade(db, parts, [...mended, step(3, "select 1")])).toBe(1);
    expect(await kept()).toHaveLength(2);
  });

  it("begins nothing where the snapshot cannot be written, and needs none for an empty memory or where none is wished", async () => {
    await using data = await temporary();
    await using db = await testDatabase(engine);
    const parts = { dataFolder: "/proc/nowhere", snapshots: 3, keyMark: null, log };
    expect(await upgrade(db, parts, [...known, step(1, "select 1")])).toBe(1);
    await fillMemory(db, 10);
    const next = [...known, step(1, ""), step(2, "create table memory.two (id int)")];
    await expect(upgrade(db, parts, next)).rejects.toMatchObject({ code: "no_data_folder" });
    expect(await db.owner.row(sql`select to_regclass('memory.two') as there`)).toEqual({ there: null });
    expect(await upgrade(db, { ...parts, dataFolder: data.path, snapshots: 0 }, next)).toBe(1);
    expect(await readdir(data.path)).toEqual([]);
  });
});
