import { readFileSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { seen } from "#server/store/memory/testing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { type Journal, openJournal } from "./journal.ts";

const BYTES = 4_096;
const event = (n: number) => seen("lock.front", "2026-11-21T06:45:00+00:00", { state: String(n) });
let folder: TemporaryDirectory;
let file: string;
const opened: Journal[] = [];
const open = async () => {
  const journal = await openJournal(file, BYTES);
  opened.push(journal);
  return journal;
};
const left = async () => (await open()).left.map(({ state }) => state);
beforeEach(async () => {
  folder = await temporaryDirectory("journal");
  file = path.join(folder.path, "urgent.journal");
});
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close().catch(() => {});
  await folder[Symbol.asyncDispose]();
});

it("has after a kill what was noted and not let go of, and what was only just let go of", async () => {
  const journal = await open();
  await Promise.all([journal.note(event(1)), journal.note(event(2))]);
  expect(await left()).toEqual(["1", "2"]);
});

it("begins again from its start when all is stored, and never grows", async () => {
  const journal = await open();
  for (let n = 0; n < 100; n++) {
    expect(await journal.note(event(n))).toBe(true);
    journal.letGo(1);
  }
  await journal.note(event(100));
  expect(await left()).toEqual(["100"]);
  expect(statSync(file).size).toBe(BYTES);
});

it("says where it has no room", async () => {
  const journal = await open();
  const room = await Promise.all(Array.from({ length: 100 }, (_, n) => journal.note(event(n))));
  expect(room).toContain(false);
  journal.letGo(100);
  expect(await journal.note(event(7))).toBe(true);
  expect(await left()).toEqual(["7"]);
});

it("reads what a power cut left of it", async () => {
  const journal = await open();
  await journal.note(event(1));
  await journal.note(event(2));
  truncateSync(file, 300);
  expect((await left()).length).toBeLessThan(2);
});

it("leaves nothing behind where all was stored", async () => {
  const journal = await open();
  await journal.note(event(1));
  journal.letGo(1);
  await journal.close();
  expect(await left()).toEqual([]);
});

it("keeps nothing of what is forgotten, not even of what was let go of, and all of the rest", async () => {
  const journal = await open();
  for (const n of [1, 2, 3]) await journal.note(event(n));
  journal.letGo(3);
  await Promise.all([
    journal.note(event(4)),
    journal.note(event(5)),
    journal.forget(({ state }) => state !== "5"),
    journal.note(event(6)),
  ]);
  expect(await left()).toEqual(["5", "6"]);
  expect(readFileSync(file, "utf8").match(/"state":"\d"/g)).toEqual(['"state":"5"', '"state":"6"']);
  expect(statSync(file).size).toBe(BYTES);
  journal.letGo(3);
  await journal.note(event(7));
  expect(await left()).toEqual(["7"]);
});
