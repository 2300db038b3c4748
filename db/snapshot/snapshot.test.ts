import { copyFile, mkdtempDisposable, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { describeSchema } from "../describe-schema.ts";
import { engines, testDatabase } from "../testing.ts";
import { keepNewest, listSnapshots } from "./kept-snapshots.ts";
import { keptTables } from "./kept-tables.ts";
import { loadMemory } from "./load-memory.ts";
import { checkSnapshot, manifestOf, rowsOf } from "./read-snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";
import { everyRowOf, fillMemory } from "./testing.ts";

const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-snapshot-"));
const about = { reason: "backup", keyMark: null } as const;

async function load(db: Database, file: string) {
  const { manifest, totals } = await checkSnapshot(file);
  return db.owner.transaction((tx) => loadMemory(tx, { manifest, rows: rowsOf(file), totals: () => totals }));
}

const pairs = engines.flatMap((from) => engines.map((to) => [from, to] as const));

describe.each(pairs)("a snapshot from %s into %s", (from, to) => {
  it("brings back every row, partition and identity exactly, whatever was there before", async () => {
    await using folder = await temporary();
    await using source = await testDatabase(from);
    await fillMemory(source);
    const { file, rows } = await takeSnapshot(source, { folder: folder.path, ...about });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder.path)).toEqual([path.basename(file)]);
    expect(rows).toBeGreaterThan(3_000);

    await using target = await testDatabase(to);
    await fillMemory(target, 10);
    await load(target, file);
    expect(await everyRowOf(target)).toEqual(await everyRowOf(source));
    expect(await describeSchema(target.owner)).toBe(await describeSchema(source.owner));
    const bounds = sql`
      select c.oid::regclass::text as name, pg_get_expr(relpartbound, c.oid) as bound, relforcerowsecurity
      from pg_class as c
      where relispartition and relkind = 'r'
      order by 1`;
    expect(await target.owner.rows(bounds)).toEqual(await source.owner.rows(bounds));
    const next = sql`insert into house.entity (home_id, connection_id, entity_id)
      select home_id, id, 'light.next' from home_assistant_connections returning id`;
    expect(await target.rows(next)).toEqual([{ id: 2 }]);
  });
});

describe("a snapshot", () => {
  it("holds every table that a migration made, those first that others refer to", async () => {
    await using db = await testDatabase();
    const there = await db.owner.rows<{ name: string }>(sql`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)'
        and c.relname not in ('homeops_migration', 'in_use') -- what is so of the database, not of the homes
      order by name`);
    const kept = (await keptTables(db.owner)).map(({ name }) => name);
    expect([...kept].sort()).toEqual(there.map(({ name }) => name).sort());
    expect(kept.indexOf("public.users")).toBeLessThan(kept.indexOf("people.member"));
    const selves = await db.owner.rows(sql`select from pg_constraint where contype = 'f' and confrelid = conrelid`);
    expect(selves, "rows come in pages, so none may refer to another of its table").toEqual([]);
  });

  it("is of one moment, while others write on", async () => {
    await using folder = await temporary();
    await using db = await testDatabase("postgresql");
    await fillMemory(db, 20_000);
    let isWriting = true;
    const writing = (async () => {
      for (let n = 0; isWriting; n++)
        await db.transaction(async (tx) => {
          await tx.run(sql`update people.home set name = ${`v${n}`}`);
          await tx.run(sql`update users set name = ${`v${n}`}`);
        });
    })();
    const name = async () => (await db.row<{ name: string }>(sql`select name from people.home`))?.name;
    await expect.poll(name).toMatch(/^v/);
    const { file } = await takeSnapshot(db, { folder: folder.path, ...about });
    isWriting = false;
    await writing;
    const text = { home: "", user: "" };
    for await (const { table, body } of rowsOf(file)) {
      if (table === "people.home") text.home = /v\d+/.exec(body)?.[0] ?? "";
      if (table === "public.users") text.user = /v\d+/.exec(body)?.[0] ?? "";
    }
    expect(text.home).toMatch(/^v\d+$/);
    expect(text.user).toBe(text.home);
  });

  it("is refused, and changes nothing, after any bit was flipped, a part cut off, dropped or swapped", async () => {
    await using folder = await temporary();
    await using db = await testDatabase();
    await fillMemory(db, 500);
    const { file } = await takeSnapshot(db, { folder: folder.path, ...about });
    const bytes = await readFile(file);
    const bad = path.join(folder.path, "bad.homeops");
    const refusedOf = async (content: Buffer) => {
      await writeFile(bad, content);
      return checkSnapshot(bad).then(
        () => "taken",
        (error) => error.code,
      );
    };
    for (let n = 0; n < 60; n++) {
      const flipped = Buffer.from(bytes);
      const at = Math.floor((n / 60) * bytes.length);
      flipped[at] = flipped[at]! ^ (1 << (n % 8));
      expect(await refusedOf(flipped), `byte ${at}`).toBe("damaged_snapshot");
    }
    for (const length of [0, 4, 8, 12, bytes.length >> 1, bytes.length - 1])
      expect(await refusedOf(bytes.subarray(0, length)), `cut at ${length}`).toBe("damaged_snapshot");
    const second = 8 + 8 + bytes.readUInt32LE(8);
    const third = second + 8 + bytes.readUInt32LE(second);
    expect(await refusedOf(Buffer.concat([bytes.subarray(0, second), bytes.subarray(third)]))).toBe("damaged_snapshot");
    const before = await everyRowOf(db);
    await expect(load(db, bad)).rejects.toMatchObject({ code: "damaged_snapshot" });
    expect(await everyRowOf(db)).toEqual(before);
  });

  it("leaves everything as it was where a row does not come out the same", async () => {
    await using folder = await temporary();
    await using db = await testDatabase("postgresql");
    await fillMemory(db, 100);
    const { file } = await takeSnapshot(db, { folder: folder.path, ...about });
    const { manifest, totals } = await checkSnapshot(file);
    const before = await everyRowOf(db);
    const wrong = totals.map((total) => (total.name === "memory.event" ? { ...total, sum: "1" } : total));
    const loading = db.owner.transaction((tx) => loadMemory(tx, { manifest, rows: rowsOf(file), totals: () => wrong }));
    await expect(loading).rejects.toMatchObject({
      code: "not_restored",
      message: expect.stringContaining("memory.event"),
    });
    expect(await everyRowOf(db)).toEqual(before);
  });

  it("is named by its time and schema, and the oldest of a reason go", async () => {
    await using folder = await temporary();
    await using db = await testDatabase();
    const { file } = await takeSnapshot(db, { folder: folder.path, ...about });
    const manifest = await manifestOf(file);
    const name = path.basename(file);
    expect(name).toMatch(/^\d{8}T\d{6}Z-schema-\d+-backup\.homeops$/);
    for (const year of ["2020", "2021", "2022"])
      await copyFile(file, path.join(folder.path, `${year}${name.slice(4)}`));
    await writeFile(path.join(folder.path, "x.homeops.unfinished"), "");
    await writeFile(path.join(folder.path, "2019.homeops"), "rubbish");
    await keepNewest(folder.path, "backup", 3);
    const left = await listSnapshots(folder.path);
    expect(left.map((one) => one.name.slice(0, 4))).toEqual([name.slice(0, 4), "2022", "2021", "2019"]);
    expect(left.at(-1)?.fault).toContain("it is no snapshot");
    expect(left[0]?.manifest?.migrations).toEqual(manifest.migrations);
    expect(await readdir(folder.path)).not.toContain("x.homeops.unfinished");
  });
});
