import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { openLosses } from "./losses.ts";

const at = (second: number) =>
  `2026-11-21T06:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}.000000+00:00`;
const loss = (from: number, to: number) => ({
  from: at(from),
  to: at(to),
  events: to - from + 1,
  reason: "bound" as const,
});

it("counts through a kill and a torn write, in a file that never grows", async () => {
  await using folder = await temporaryDirectory("losses");
  const file = path.join(folder.path, "lost.ledger");
  const losses = openLosses(file);
  losses.add(loss(0, 9));
  losses.add(loss(10, 19));
  expect(openLosses(file)).toMatchObject({ total: 20, unnamed: [loss(0, 19)] });
  const text = readFileSync(file, "latin1");
  losses.add(loss(20, 29));
  writeFileSync(file, text.slice(0, 4_096) + readFileSync(file, "latin1").slice(4_096).replace("2", "9")); // torn as it was written
  expect(openLosses(file).total).toBeGreaterThanOrEqual(10);
  expect(statSync(file).size).toBe(8_192);
});

const onDisk = (from: number, to: number) => ({ ...loss(from, to), reason: "disk" as const });

it("keeps losses apart that lie apart, until they are too many for its page, and never loses a count", async () => {
  await using folder = await temporaryDirectory("losses");
  const losses = openLosses(path.join(folder.path, "lost.ledger"));
  losses.add(onDisk(0, 1));
  losses.add(onDisk(60, 61));
  expect(losses.unnamed).toHaveLength(2);
  for (const one of losses.unnamed) losses.named(one);
  expect(losses).toMatchObject({ unnamed: [], total: 4 });
  for (let n = 0; n < 100; n++) losses.add(onDisk(n * 30, n * 30));
  expect(losses.unnamed.length).toBeLessThanOrEqual(20);
  expect(losses.unnamed.reduce((sum, { events }) => sum + events, 0)).toBe(100);
  expect(openLosses(path.join(folder.path, "lost.ledger"))).toMatchObject({ total: 104 });
});
