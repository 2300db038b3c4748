import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import type { Call } from "#server/command.ts";
import { jsonLog } from "#server/log.ts";
import { type RememberedEvent, Timeline } from "./contract.ts";
import { followTimeline } from "./follow.ts";
import { memoryHome, seen } from "./testing.ts";

describe.each(engines)("the live timeline on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("tells nothing of before its beginning, also where nothing has happened since", async () => {
    const home = await memoryHome(db);
    const now = Date.now();
    const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString().replace("Z", "000+00:00");
    await home.remember(seen("light.hall", ago(7_200), { state: "on", oldState: "off" }));
    const told: RememberedEvent[] = [];
    const call = { world: { db, clock: systemClock, log: jsonLog("silent") }, db, home: home.home } as unknown as Call;
    const { snapshot, close } = await followTimeline(Timeline.parse({ from: ago(60) }), call, (items) =>
      told.push(...items),
    );
    expect(snapshot).toEqual([]);
    await home.remember(seen("light.hall", ago(0), { state: "off", oldState: "on" }));
    await db.run(sql`select pg_notify('memory', ${String(home.home)})`);
    await expect.poll(() => told.map(({ state }) => state)).toEqual(["off"]);
    await close();
  });
});
