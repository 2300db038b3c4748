import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { mayLookFar, statesBefore } from "./states-before.ts";
import { type MemoryHome, memoryHome, seen } from "./testing.ts";

/** From years back to the same hour; in between things are done to the lamp that are no states. */
const STORY: [at: string, state: string | null][] = [
  ["2021-05-01T10:00:00.000000+00:00", "long ago"],
  ["2026-10-12T10:00:00.000000+00:00", "a month ago"],
  ["2026-11-18T23:59:59.999999+00:00", "days ago"],
  ["2026-11-20T23:30:00.000000+00:00", null],
  ["2026-11-21T11:00:00.000000+00:00", "this hour"],
  ["2026-11-21T11:10:00.000000+00:00", "a moment ago"],
];
const NOW = "2026-11-21T11:30:00.000000+00:00";

describe.each(engines)("states before on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 120_000);
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const stateAt = async (...instants: string[]) => {
    const lamp = await home.entity("light.hall");
    const wanted = instants.map((at) => ({ entity_key: lamp, at }));
    const found = await statesBefore(db, { home: home.home, wanted });
    return instants.map((at) => found.find((one) => one.at === at)?.state);
  };
  const call = (at: string) =>
    seen("light.hall", at, { type: "call_service", state: null, context: { id: at }, source: "backfill" });
  const hoursOf = (instants: readonly string[]) => new Set(instants.map((at) => `${at.slice(0, 13)}:00:00+00:00`));
  async function closeAll() {
    for (const { hour } of await db.rows<{ hour: string }>(sql`
      select hour from memory.due_hour where home_id = ${home.home} limit 100`))
      await home.close(hour);
  }
  const tell = () =>
    home.remember(
      ...STORY.map(([at, state]) => seen("light.hall", at, { state, source: "backfill" })),
      seen("light.other", "2026-11-21T11:20:00.000000+00:00"),
      call("2026-11-19T12:00:00.000000+00:00"),
      call("2026-11-21T11:15:00.000000+00:00"),
    );

  it.each(["due", "closed", "half of them closed"])("are found however long ago, while hours are %s", async (how) => {
    await tell();
    if (how === "closed") await closeAll();
    else if (how !== "due")
      for (const hour of [...hoursOf(STORY.map(([at]) => at))].slice(0, 3)) await home.close(hour);
    const instants = STORY.map(([at]) => at);
    const states = STORY.map(([, state]) => state);
    expect(await stateAt(...instants, NOW)).toEqual([undefined, ...states]);
    for (const [i, at] of [...instants, NOW].entries())
      expect(await stateAt(at)).toEqual([i === 0 ? undefined : states[i - 1]]);
  });

  it("are the late ones of an hour that is due once more", async () => {
    await tell();
    await closeAll();
    const late = "2026-11-18T23:59:59.999998+00:00";
    await home.remember(seen("light.hall", late, { state: "late", source: "backfill" }));
    expect(await stateAt("2026-11-18T23:59:59.999999+00:00", "2026-11-20T00:00:00.000000+00:00")).toEqual([
      "late",
      "days ago",
    ]);
  });

  it("are not looked for farther than a day where nobody wishes it", async () => {
    await tell();
    const entity_key = await home.entity("light.hall");
    const wanted = [{ entity_key, at: "2026-11-20T23:30:00.000000+00:00" }];
    const asked = { home: home.home, wanted };
    expect(await statesBefore(db, { ...asked, goOn: async () => false })).toEqual([]);
    expect(await statesBefore(db, { ...asked, goOn: async () => true })).toMatchObject([{ state: "days ago" }]);
  });

  it("are looked for far back as long as few hours are due", async () => {
    await tell();
    expect(await mayLookFar(db, home.home)).toBe(true);
    const hours = Array.from({ length: 101 }, (_, n) => new Date(Date.parse("2026-10-01T00:00:00Z") + n * 3_600_000));
    await home.remember(...hours.map((at) => seen("light.hall", instantOf(at.getTime()), { source: "backfill" })));
    expect(await mayLookFar(db, home.home)).toBe(false);
  });
});
