import { randomBytes } from "node:crypto";
import { mkdir, mkdtempDisposable, open, readdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { create } from "tar";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { pastFile, remembered, somePast, thisWeek } from "#test/world/recorded-past.ts";
import { intakeHome } from "../testing.ts";
import { type ImportDesk, openDesk } from "./desk.ts";
import { importFolder } from "./prospects.ts";

const past = somePast({ from: thisWeek(), hours: 4 });

describe("a file that is given for import", () => {
  let db: Database;
  let folder: string;
  let home: Awaited<ReturnType<typeof intakeHome>>;
  let desk: ImportDesk;
  let good: Buffer;
  let made = 0;
  beforeAll(async () => {
    db = await testDatabase();
    const made = await mkdtempDisposable(path.join(tmpdir(), "homeops-refused-"));
    folder = made.path;
    const file = path.join(folder, "good.db");
    await pastFile(file, { observations: past });
    good = await readFile(file);
    return () => made[Symbol.asyncDispose]();
  }, 120_000);
  beforeEach(async () => {
    home = await intakeHome(db);
    desk = openDesk(home.world);
    return async () => {
      await desk[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    };
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const fileOf = async (content: Buffer | string, name = "home-assistant_v2.db"): Promise<string> => {
    const file = path.join(folder, `${++made}-${name}`);
    await writeFile(file, content);
    return file;
  };
  const changed = async (statement: string): Promise<string> => {
    const file = await fileOf(good);
    const database = new DatabaseSync(file);
    database.exec(`pragma journal_mode = delete; ${statement}`);
    database.close();
    return file;
  };
  const nothingRemembered = async () => {
    const { due: _, ...all } = await remembered(db, home.where.home);
    expect(Object.values(all).flat()).toEqual([]);
  };
  /** As Core makes it: a tar that holds a note and the home's own compressed tar. */
  const backup = async (
    files: Record<string, Buffer | string>,
    note: object,
    { gzip = true } = {},
  ): Promise<string> => {
    const inner = await fileTree(files);
    const outer = await fileTree({ "backup.json": JSON.stringify(note) });
    const name = gzip ? "homeassistant.tar.gz" : "homeassistant.tar";
    await create({ file: path.join(outer, name), cwd: inner, gzip, portable: true }, await readdir(inner));
    return tarOf(outer);
  };
  const fileTree = async (files: Record<string, Buffer | string>): Promise<string> => {
    const tree = (await mkdtempDisposable(path.join(folder, "tree-"))).path;
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(tree, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return tree;
  };
  const tarOf = async (tree: string): Promise<string> => {
    const file = path.join(folder, `${++made}.tar`);
    await create({ file, cwd: tree, portable: true }, [
      "backup.json",
      ...(await readdir(tree)).filter((name) => name !== "backup.json"),
    ]);
    return file;
  };
  const start = async (file: string) => {
    const job = await desk.start(home.where.home, { file });
    await job.over;
    return job.it;
  };

  it.each([48, 49, 50, 51, 52, 53])("is read with the tables of schema %i", async (version) => {
    const file = path.join(folder, `schema-${version}.db`);
    await pastFile(file, { version, observations: past });
    expect(await desk.preview(home.where.home, { file })).toMatchObject({
      schema: version,
      states: expect.any(Number),
    });
    expect(await start(file)).toMatchObject({ state: "done", added: past.length, statistics: 106 });
  });

  it.each([
    [
      "of a newer Home Assistant",
      () => changed("update schema_changes set schema_version = 54"),
      "newer_source",
      "update HomeOps",
    ],
    [
      "of an old Home Assistant",
      () => changed("update schema_changes set schema_version = 47"),
      "older_source",
      "Home Assistant 2025.1",
    ],
    ["of another program", () => changed("drop table schema_changes"), "foreign_source", "no recorder database"],
    [
      "that lacks a table",
      () => changed("pragma foreign_keys = off; drop table state_attributes"),
      "foreign_source",
      "no recorder database",
    ],
    [
      "that is a text",
      () => fileOf("Dear diary".repeat(200)),
      "foreign_source",
      "neither a recorder file nor a backup",
    ],
    ["that is empty", () => fileOf(""), "foreign_source", "neither a recorder file nor a backup"],
    ["that is not there", async () => "/nowhere/home-assistant_v2.db", "unknown_source", "There is no file"],
    [
      "that was cut off",
      async () => fileOf(good.subarray(0, good.length / 2)),
      "damaged_source",
      "it ends before its end",
    ],
    [
      "that is an encrypted archive",
      () => fileOf(`SecureTar\u0002${"x".repeat(2000)}`, "b.tar"),
      "damaged_source|encrypted_backup",
      "",
    ],
    [
      "that is a protected backup",
      () => backup({ "data/home-assistant_v2.db": good }, { protected: true }),
      "encrypted_backup",
      "download",
    ],
    [
      "that is a backup without its history",
      () => backup({ "data/configuration.yaml": "" }, {}),
      "foreign_source",
      "no recorder database",
    ],
    [
      "that is an archive of something else",
      async () => tarOf(await fileTree({ "backup.json": "{}", "photo.jpg": "x" })),
      "foreign_source",
      "no recorder database",
    ],
  ])("%s is refused in a sentence, and changes nothing", async (_, file, code, said) => {
    const refusal = await desk.start(home.where.home, { file: await file() }).catch((error) => error);
    expect(refusal).toMatchObject({ code: expect.stringMatching(code), message: expect.stringContaining(said) });
    await nothingRemembered();
    expect(await readdir(importFolder(home.world)).catch(() => [])).toEqual([]);
  });

  it("that a protected part is in is refused, whatever its note says", async () => {
    const outer = await fileTree({ "backup.json": "{}", "homeassistant.tar.gz": randomBytes(4_000) });
    await expect(desk.preview(home.where.home, { file: await tarOf(outer) })).rejects.toMatchObject({
      code: "encrypted_backup",
    });
  });

  it.each([true, false])("that is a backup is imported from within it (compressed: %s)", async (gzip) => {
    const file = await backup(
      { "data/home-assistant_v2.db": good, "data/configuration.yaml": "x" },
      { protected: false },
      { gzip },
    );
    expect(await start(file)).toMatchObject({ kind: "backup", state: "done", added: past.length });
    expect(await readdir(importFolder(home.world))).toEqual([]);
  });

  it("that is a hostile archive writes nowhere but where it may", async () => {
    const tree = await fileTree({ "data/other.db": good });
    await symlink("/etc/passwd", path.join(tree, "data/home-assistant_v2.db"));
    const inner = path.join(folder, "hostile-inner.tar");
    await create({ file: inner, cwd: tree, portable: true, prefix: "../../.." }, ["data"]);
    const outer = await fileTree({ "backup.json": "{}", "homeassistant.tar": await readFile(inner) });
    await expect(start(await tarOf(outer))).rejects.toMatchObject({ code: "foreign_source" });
    expect(await readdir(importFolder(home.world))).toEqual([]);
  });

  it("that is damaged within is taken back wholly, and says so", async () => {
    const file = await fileOf(good);
    const pages = damagedPage(file);
    const handle = await open(file, "r+");
    await handle.write(randomBytes(4_096), 0, 4_096, pages * 4_096);
    await handle.close();
    const it = await start(file);
    expect(it).toMatchObject({ state: "failed", reason: expect.stringContaining("damaged") });
    await nothingRemembered();
  });

  it("that ends too early within a backup is refused", async () => {
    const file = await backup({ "data/home-assistant_v2.db": good }, {});
    const { length } = await readFile(file);
    await truncate(file, Math.floor(length / 2));
    await expect(start(file)).rejects.toMatchObject({ code: "damaged_source" });
    await nothingRemembered();
  });
});

/** A leaf of the table of states, from the middle of it. */
function damagedPage(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare("select pageno from dbstat where name = 'states' and pagetype = 'leaf' order by pageno")
    .all() as { pageno: number }[];
  database.close();
  return (rows[Math.floor(rows.length / 2)]?.pageno ?? 2) - 1;
}
