import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Transactions } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Observation } from "./observation.ts";
import { type MemoryHome, memoryHome, seen } from "./testing.ts";

const second = (n: number) => `2026-11-21T06:45:${String(n).padStart(2, "0")}.000001+00:00`;
const happened = (type: string, at: string, parts: Partial<Observation> = {}) =>
  seen("light.hall", at, { type, entityId: null, state: null, context: { id: "a" }, ...parts });

/** Fails as often as it is told to, after the work is done: the commit never comes. */
function failing(db: Database) {
  const failures = { left: 0 };
  const through: Transactions = {
    ...db,
    transaction: (work) =>
      db.transaction(async (tx) => {
        const result = await work(tx);
        if (failures.left-- > 0) throw new Error("the database went away");
        return result;
      }),
  };
  return { through, failures };
}

describe.each(engines)("remembering on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const events = () =>
    db.rows<{ at: string; state: string | null; old_state: string | null; source: string }>(sql`
      select at, state, old_state, source
      from memory.event
      where home_id = ${home.home}
      order by at, entity_id, type_id`);
  /** As people read them. */
  const toldStates = async () =>
    (
      await db.rows<{ old_state: string | null; new_state: string | null }>(sql`
        select old_state, new_state
        from home_assistant_events
        where connection_id = ${home.connectionId}
        order by timestamp`)
    ).map(({ old_state, new_state }) => `${old_state} > ${new_state}`);
  const contexts = () =>
    db.rows<{ at: string; context_id: string; user_id: string | null; cause: unknown }>(sql`
      select at, context_id, user_id, cause
      from memory.context
      where home_id = ${home.home}
      order by at`);

  it("keeps the same thing once, told in one batch, again, after a restart, and from elsewhere", async () => {
    const one = seen("light.hall", second(1));
    expect(await home.remember(one, one)).toBe(1);
    expect(await home.remember(one)).toBe(0);
    home.restart();
    expect(await home.remember({ ...one, source: "backfill" }, seen("light.hall", second(2)))).toBe(1);
    expect(await events()).toMatchObject([
      { at: second(1), source: "l" },
      { at: second(2), source: "l" },
    ]);
  });

  it("tells apart by microsecond, entity and type, and events without an entity by context and data", async () => {
    expect(
      await home.remember(
        seen("light.hall", "2026-11-21T06:45:01.000001+00:00"),
        seen("light.hall", "2026-11-21T06:45:01.000002+00:00"),
        seen("light.attic", "2026-11-21T06:45:01.000001+00:00"),
        happened("call_service", "2026-11-21T06:45:01.000001+00:00", { entityId: "light.hall" }),
        happened("tag_scanned", second(2)),
        happened("tag_scanned", second(2), { context: { id: "b" } }),
        happened("tag_scanned", second(2), { attributes: '{"tag":1}' }),
        happened("doorbell", second(2)),
        happened("doorbell", second(2)),
      ),
    ).toBe(8);
  });

  it("knows what a state was before: the row before, what was told, or nothing", async () => {
    await home.remember(
      seen("light.hall", second(1), { state: "off", oldState: null }),
      seen("light.hall", second(2), { state: "on", oldState: "off" }),
      seen("light.hall", second(4), { state: "off", oldState: "flashing" }), // second 3 was missed
      seen("light.hall", second(5), { state: null, oldState: "off" }),
      seen("light.hall", second(6), { state: "on", oldState: null }),
    );
    expect(await events()).toMatchObject([
      { old_state: "\u0001" },
      { old_state: null },
      { old_state: "flashing" },
      { old_state: null },
      { old_state: null },
    ]);
    expect(await toldStates()).toEqual(["null > off", "off > on", "flashing > off", "off > null", "null > on"]);
  });

  it("asks the row before where history does not tell, also when that row comes late", async () => {
    await home.remember(seen("light.hall", second(9), { state: "c", source: "backfill" }));
    await home.remember(seen("light.hall", second(8), { state: "b", source: "backfill" }));
    expect(await toldStates()).toEqual(["null > b", "b > c"]);
  });

  it("tells what a state was before although what came before was never stored", async () => {
    const { through, failures } = failing(db);
    home = await memoryHome(db, through);
    await home.remember(seen("light.hall", second(1), { state: "a", oldState: null }));
    failures.left = 1;
    await expect(home.remember(seen("light.hall", second(2), { state: "b", oldState: "a" }))).rejects.toThrow();
    await home.remember(seen("light.hall", second(3), { state: "c", oldState: "b" }));
    expect(await toldStates()).toEqual(["null > a", "b > c"]);
  });

  it("stores a batch, its contexts and its attributes when a failed one is tried again", async () => {
    const { through, failures } = failing(db);
    home = await memoryHome(db, through);
    const batch = [
      seen("light.hall", second(1), { context: { id: "a" }, attributes: '{"x":1}' }),
      seen("light.attic", second(2), { context: { id: "a" }, attributes: '{"x":1}' }),
      seen("light.hall", second(3), { context: { id: "b" }, attributes: '{"x":2}' }),
      seen("light.hall", second(4), { context: { id: "c", user_id: "anna" } }),
    ];
    failures.left = 2;
    await expect(home.remember(...batch)).rejects.toThrow("went away");
    await expect(home.remember(...batch)).rejects.toThrow("went away");
    expect(await events()).toEqual([]);
    expect(await home.remember(...batch)).toBe(4);
    expect((await contexts()).map(({ at, context_id, user_id }) => [at, context_id, user_id])).toEqual([
      [second(1), "a", null],
      [second(2), "a", null],
      [second(4), "c", "anna"],
    ]);
    const attributes = await db.rows(sql`
      select memory.attributes_of(attributes_id) as body
      from memory.event
      where home_id = ${home.home}
      order by at`);
    expect(attributes).toEqual([{ body: { x: 1 } }, { body: { x: 1 } }, { body: { x: 2 } }, { body: {} }]);
  });

  it("keeps the context of an earlier event once a later batch links to it", async () => {
    await home.remember(seen("light.hall", second(1), { context: { id: "a" } }));
    expect(await contexts()).toEqual([]);
    await home.remember(seen("light.attic", second(2), { context: { id: "b", parent_id: "a" } }));
    expect(await contexts()).toMatchObject([
      { at: second(1), context_id: "a" },
      { at: second(2), context_id: "b" },
    ]);
  });

  it("adds the logbook's cause to a state that came live, and takes nothing from it", async () => {
    const live = seen("light.hall", second(1), { context: { id: "a", user_id: "anna" } });
    await home.remember(live);
    await home.remember({ ...live, context: null, cause: '{"context_name":"Dusk"}', source: "backfill" });
    expect(await contexts()).toMatchObject([{ context_id: "a", user_id: "anna", cause: { context_name: "Dusk" } }]);
  });

  it("counts days and hours in UTC, whatever the home's clock does", async () => {
    const edges = [
      "2026-03-29T00:59:59.999999+00:00", // Berlin leaps from 02:00 to 03:00 a microsecond later
      "2026-03-29T01:00:00.000000+00:00",
      "2026-10-25T00:30:00.000000+00:00", // half past two, twice
      "2026-10-25T01:30:00.000000+00:00",
      "2026-12-31T23:59:59.999999+00:00",
      "2027-01-01T00:00:00+00:00",
    ];
    expect(await home.remember(...edges.map((at) => seen("light.hall", at)))).toBe(edges.length);
    const rows = await db.rows<{ day: string; at: string }>(sql`
      select tableoid::regclass::text as day, at
      from memory.event
      where home_id = ${home.home}
      order by at`);
    expect(rows.map(({ day }) => day)).toEqual([
      "memory.event_20260329",
      "memory.event_20260329",
      "memory.event_20261025",
      "memory.event_20261025",
      "memory.event_20261231",
      "memory.event_20270101",
    ]);
    expect(await db.rows(sql`select hour from memory.due_hour where home_id = ${home.home} order by hour`)).toEqual(
      ["2026-03-29T00", "2026-03-29T01", "2026-10-25T00", "2026-10-25T01", "2026-12-31T23", "2027-01-01T00"].map(
        (hour) => ({ hour: `${hour}:00:00.000000+00:00` }),
      ),
    );
  });

  it("knows many types of events, and takes a state for a state", async () => {
    const types = Array.from({ length: 300 }, (_, i) => `integration_${i}`);
    await home.remember(...types.map((type, i) => happened(type, second(1), { context: { id: `c${i}` } })));
    home.restart();
    await home.remember(happened("integration_7", second(2)), seen("light.hall", second(2)));
    const told = await db.rows<{ event_type: string; n: number }>(sql`
      select event_type, count(*) as n
      from home_assistant_events
      where event_type in ('integration_7', 'state_changed')
        and connection_id = ${home.connectionId}
      group by event_type
      order by event_type`);
    expect(told).toEqual([
      { event_type: "integration_7", n: 2 },
      { event_type: "state_changed", n: 1 },
    ]);
  });

  it("gives a type one number for ever, and wastes none at a restart, for there are only 32,767", async () => {
    const idOf = async (type: string) =>
      (await db.row<{ id: number }>(sql`
        select id from memory.event_type where connection_id = ${home.connectionId} and name = ${type}`))!.id;
    await home.remember(happened("doorbell", second(1)));
    for (let restart = 0; restart < 5; restart++) {
      home.restart();
      await home.remember(happened("doorbell", second(2 + restart)));
    }
    await home.remember(happened("tag_scanned", second(9)));
    expect(await idOf("tag_scanned")).toBe((await idOf("doorbell")) + 1);
  });

  it("wakes who listens, once a batch and not before it is stored", async () => {
    const heard: string[] = [];
    await using _ = await db.listen("memory", (told) => heard.push(told ?? ""));
    await home.remember(seen("light.hall", second(1)), seen("light.hall", second(2)));
    await expect.poll(() => heard).toEqual([String(home.home)]);
  });
});
