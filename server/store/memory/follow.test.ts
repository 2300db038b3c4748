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

const PATIENCE = { timeout: 20_000 };

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
    await expect.poll(() => told.map(({ state }) => state), PATIENCE).toEqual(["off"]);
    await close();
  });

  it("tells all who follow the same as the same, each once, whoever comes later or leaves before", async () => {
    const home = await memoryHome(db);
    const call = {
      world: { db, clock: systemClock, log: jsonLog("silent") },
      ...{ db, home: home.home, asker: { kind: "owner" } },
    } as unknown as Call;
    const happens = async (state: string) => {
      const at = new Date().toISOString().replace("Z", "000+00:00");
      await home.remember(seen("light.hall", at, { state, oldState: "off" }));
      await db.run(sql`select pg_notify('memory', ${String(home.home)})`);
    };
    const follower = async (asked: Call) => {
      const told: (string | null)[] = [];
      const { snapshot, close } = await followTimeline(Timeline.parse({}), asked, (items) =>
        told.push(...items.map(({ state }) => state)),
      );
      return { told, snapshot: snapshot.map(({ state }) => state), close };
    };
    const first = await follower(call);
    await happens("1");
    const second = await follower(call); // the first has not been told yet
    const other = await follower({ ...call, asker: { kind: "nobody" }, db: db.as(crypto.randomUUID()) });
    expect([first.snapshot, second.snapshot, other.snapshot]).toEqual([[], ["1"], []]);
    await expect.poll(() => first.told, PATIENCE).toEqual(["1"]);
    await first.close();
    await happens("2");
    await expect.poll(() => second.told, PATIENCE).toEqual(["2"]);
    await second.close();
    expect([first.told, other.told]).toEqual([["1"], []]);
    const third = await follower(call);
    expect(third.snapshot.toSorted()).toEqual(["1", "2"]);
    await Promise.all([third.close(), other.close()]);
  });
});
