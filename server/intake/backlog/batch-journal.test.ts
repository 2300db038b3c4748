import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { seen } from "#server/store/memory/testing.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { type BatchJournal, openBatchJournal } from "./batch-journal.ts";

const event = (n: number) => seen("sensor.n", "2026-11-21T06:45:00.000001+00:00", { state: String(n) });
let folder: TemporaryDirectory;
let file: string;
const opened: BatchJournal[] = [];
const open = async () => {
  const journal = await openBatchJournal(file);
  opened.push(journal);
  return journal;
};
const left = async () => (await open()).left.map(({ state }) => state);
beforeEach(async () => {
  folder = await temporaryDirectory("journal");
  file = path.join(folder.path, "batches.journal");
});
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close().catch(() => {});
  await folder[Symbol.asyncDispose]();
});

it("has after a kill what was noted, in its order", async () => {
  const journal = await open();
  expect(await journal.note([event(1), event(2)])).toBe(0);
  expect(await journal.note([event(3)])).toBe(1);
  expect(await left()).toEqual(["1", "2", "3"]);
});

it("never grows, and writes over only what was let go of", async () => {
  const journal = await open();
  const { size } = statSync(file);
  const numbers = [];
  for (let n = 0; n < 20; n++) numbers.push(await journal.note([event(n)]));
  expect(numbers.indexOf(undefined)).toBe(8);
  expect(await left()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  journal.letGo(0);
  expect(await journal.note([event(8)])).toBe(8);
  expect(await journal.note([event(9)])).toBeUndefined();
  expect(await left()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
  expect(statSync(file).size).toBe(size);
});

it("keeps what a kill left until it is let go of, and numbers go on", async () => {
  await (await open()).note([event(1)]);
  const next = await open();
  expect(await next.note([event(2)])).toBe(1);
  next.letGo(1);
  await next.close();
  expect(existsSync(file)).toBe(false);
});

it("has room again once what a kill left is stored", async () => {
  const killed = await open();
  for (let n = 0; n < 8; n++) await killed.note([event(n)]);
  const next = await open();
  expect(await next.note([event(8)])).toBeUndefined();
  next.letGoOfLeft();
  expect(await next.note([event(8)])).toBe(8);
});

it("has no room for more than a slot takes", async () => {
  const journal = await open();
  const noise = Array.from({ length: 900 }, () => ({ ...event(1), state: crypto.randomUUID() }));
  expect(await journal.note(noise)).toBeUndefined();
  expect(await journal.note([event(2)])).toBe(0);
});

it("passes over what a power cut tore", async () => {
  const journal = await open();
  await journal.note([event(1)]);
  await journal.note([event(2)]);
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
  writeFileSync(file, bytes);
  expect(await left()).toEqual(["2"]);
  truncateSync(file, 100);
  expect(await left()).toEqual([]);
});

it("leaves nothing of what was let go of once it is wiped", async () => {
  const journal = await open();
  for (let n = 0; n < 3; n++) await journal.note([event(n)]);
  journal.letGo(1);
  await journal.wipe();
  expect(await left()).toEqual(["2"]);
});
