import { readdirSync, truncateSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { backupFile, backupListing } from "#db/snapshot/backup-file.ts";
import { emptyHome, testDatabase } from "#db/testing.ts";
import { prepareBackup } from "#server/store/backup/prepare.ts";
import { jobs } from "../jobs.ts";
import { scheduledWorld } from "../schedules-testing.ts";
import { backupCheck, checkDump } from "./backup-check.ts";
import { indexCare } from "./index-care.ts";

const NOW = "2026-11-28T12:00:00Z";
const running = { home: undefined, due: NOW, signal: new AbortController().signal };

it("are all in the list", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !/test|queries/.test(name));
  expect(jobs.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted());
});

it("reads the backup that lies there, and says what is wrong with it", async () => {
  await using db = await testDatabase("postgresql");
  await emptyHome(db);
  await using it = await scheduledWorld(db, [], NOW);
  const { dataFolder } = it.world.options;
  expect((await backupCheck.run({ ...running, world: it.world })).said, "written, read and gone").toMatch(
    /^\d+ rows of \d+ tables, all there; written for this$/,
  );
  await prepareBackup(it.world, "mark");
  expect((await backupCheck.run({ ...running, world: it.world })).said).toContain("as it lies there");
  const listing = JSON.parse(await readFile(backupListing(dataFolder), "utf8"));
  const home = listing.tables.find(({ name }: { name: string }) => name === "people.home");
  await writeFile(backupListing(dataFolder), JSON.stringify({ ...listing, tables: [{ ...home, rows: 7 }] }));
  await expect(checkDump(dataFolder)).rejects.toMatchObject({ code: "damaged_backup" });
  truncateSync(backupFile(dataFolder), 300);
  await expect(checkDump(dataFolder)).rejects.toMatchObject({ code: "damaged_snapshot" });
}, 60_000);

it("builds an index anew that is far larger than its rows need, and leaves the others", async () => {
  await using db = await testDatabase("postgresql");
  await db.owner.script(`
    create table bloated (id int primary key, at int not null);
    create index bloated_at on bloated (at);
    insert into bloated select n, n from generate_series(1, 900000) as n;
    analyze bloated`);
  await using it = await scheduledWorld(db, [], NOW);
  const care = () => indexCare.run({ ...running, world: it.world });
  const bytes = async () =>
    (await db.owner.row<{ bytes: number }>(sql`select pg_relation_size('bloated_at')::int as bytes`))!.bytes;
  expect((await care()).said).toBe("no index has grown too large");
  await db.owner.script("delete from bloated where id % 8 <> 0");
  await db.owner.script("vacuum analyze bloated");
  const before = await bytes();
  expect((await care()).said).toMatch(/^2 built anew, of \d+ MB before$/);
  expect(await bytes()).toBeLessThan(before / 4);
  expect((await care()).said).toBe("no index has grown too large");
}, 120_000);
