import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { countCommand } from "./count.ts";
import { type MemoryHome, memoryHome, seen } from "./testing.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const hoursAgo = (hours: number) => instantOf(NOW - hours * 3_600_000);

describe.each(engines)("how much happened on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    await home.remember(
      seen("light.hall", hoursAgo(30), { state: "off", oldState: null }),
      seen("light.hall", hoursAgo(3), { state: "on", oldState: "off" }),
      seen("light.hall", hoursAgo(1), { state: "off", oldState: "on" }),
    );
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const counted = (from: string, to?: string) => {
    const call = { db, home: home.home, world: { clock: { now: () => NOW } } };
    return countCommand.run({ from, to }, call as never);
  };

  it("counts the events of a span, its end left out", async () => {
    expect(await counted(hoursAgo(4))).toEqual({ events: 2 });
    expect(await counted(hoursAgo(40), hoursAgo(1))).toEqual({ events: 2 });
    expect(await counted(hoursAgo(0.5))).toEqual({ events: 0 });
  });

  it("counts no more than two days, or older ones would be missing from the sum", async () => {
    await expect(counted(hoursAgo(49))).rejects.toMatchObject({ code: "too_long" });
  });
});
