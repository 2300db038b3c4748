import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { pglite } from "./pglite.ts";
import { durable } from "./pglite-durable.ts";
import { beginFolder, isBeingMade, keepFolder } from "./pglite-folder.ts";

const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-durable-"));

/** As a power cut leaves it: the names are there, and nothing is in the files. */
function cutShort(folder: string): void {
  mkdirSync(path.join(folder, "global"), { recursive: true });
  for (const name of ["PG_VERSION", "global/pg_control"]) writeFileSync(path.join(folder, name), "");
}

it("makes a folder anew whose making a power cut ended, and keeps one that was made", async () => {
  await using data = await temporary();
  const folder = path.join(data.path, "pglite");
  beginFolder(folder);
  cutShort(folder);
  {
    await using engine = await pglite({ dataDir: folder });
    expect(isBeingMade(folder)).toBe(false);
    const session = await engine.connect("asked");
    await session.query("create table kept as select 1 as n");
    session.release();
  }
  await using again = await pglite({ dataDir: folder });
  const session = await again.connect("asked");
  expect((await session.query("select n from kept")).rows).toEqual([{ n: 1 }]);
  session.release();
}, 120_000);

it("never clears away a folder that is not marked", async () => {
  await using data = await temporary();
  const folder = path.join(data.path, "pglite");
  cutShort(folder);
  beginFolder(folder);
  keepFolder(folder);
  expect(existsSync(path.join(folder, "PG_VERSION"))).toBe(true);
});

it("says as a dead server does that a disk has failed, so that the instance is replaced", async () => {
  await using data = await temporary();
  cutShort(data.path);
  mkdirSync(path.join(data.path, "pg_wal"));
  const disk = durable(data.path, async () => {});
  await disk.sync();
  rmSync(path.join(data.path, "pg_wal"), { recursive: true });
  await expect(disk.sync()).rejects.toMatchObject({ code: "58030" });
});
