import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { type MemoryHome, memoryHome, seen } from "../testing.ts";
import type { DetailRule } from "./details.ts";
import { letGo, wouldGo } from "./let-go.ts";
import { writeKeep } from "./queries.ts";
import { everyRule } from "./rules.ts";

const NOW = "2026-11-22T03:00:00Z"; // a Sunday
const clock: Clock = { ...systemClock, now: () => Date.parse(NOW), sleep: async () => {} };
const ago = (days: number, time = "10:00:00.000001") =>
  `${new Date(Date.parse(NOW) - days * 86_400_000).toISOString().slice(0, 10)}T${time}+00:00`;

describe.each(engines)("letting go on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    await db.run(sql`delete from people.home`);
    await db.run(sql`delete from memory.event`);
    await db.run(sql`delete from memory.context`);
    await db.run(sql`delete from memory.posting`);
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const night = () => letGo({ db, clock, log: jsonLog("silent") });
  const keep = (kind: string, value: string, days: number | null) => writeKeep(db, home.home, { kind, value, days });
  const detail = (rule: Pick<DetailRule, "kind" | "value" | "detail" | "is_past">) =>
    db.run(sql`
      insert into memory.detail (home_id, kind, value, detail, is_past, told_at)
      values (${home.home}, ${rule.kind}, ${rule.value}, ${rule.detail}, ${rule.is_past}, ${NOW})`);
  const left = async () =>
    (
      await db.rows<{ told: string }>(sql`
        select entity.entity_id || ' ' || to_char(event.at at time zone 'UTC', 'MM-DD') || ' ' || coalesce(state, '-') as told
        from memory.event
        join house.entity on entity.id = event.entity_id
        where event.home_id = ${home.home}
        order by event.at, entity.entity_id`)
    ).map(({ told }) => told);
  const namesLeft = async () => (await left()).map((told) => told.split(" ")[0]);
  const days = async () =>
    (
      await db.rows<{ name: string }>(sql`
        select child.relname as name
        from pg_inherits
        join pg_class as child on child.oid = inhrelid
        where inhparent = any (array['memory.event', 'memory.context', 'memory.posting']::regclass[])
        order by 1`)
    ).map(({ name }) => name);
  async function closed(...observations: ReturnType<typeof seen>[]) {
    await home.remember(...observations);
    for (const hour of new Set(observations.map(({ at }) => `${at.slice(0, 13)}:00:00+00`))) await home.close(hour);
  }

  it("drops a day whole once nothing in it is kept longer, and not a day sooner", async () => {
    await closed(seen("light.hall", ago(90)), seen("light.hall", ago(91)));
    const before = await days();
    expect(await night()).toMatchObject({ days: 1, rewritten: 0, events: 1 });
    expect(await left()).toEqual([`light.hall ${ago(90).slice(5, 10)} on`]);
    expect(before.length - (await days()).length).toBe(3);
    expect(await night()).toMatchObject({ days: 0, rewritten: 0, events: 0 });
  });

  it("writes a day anew where something outlives the rest: an entity, a label, a class, events that are no states", async () => {
    await home.entity("light.kept");
    await db.run(
      sql`update house.entity set labels = '{precious}' where entity_id = 'light.kept' and home_id = ${home.home}`,
    );
    await keep("label", "precious", null);
    await keep("class", "events", 365);
    await keep("class", "states", 30);
    await closed(
      seen("light.kept", ago(40), { context: { id: "c1", user_id: "u" } }),
      seen("light.hall", ago(40), { context: { id: "c2", user_id: "u" } }),
      seen("light.hall", ago(40, "11:00:00"), { type: "call_service", state: null, context: { id: "c3" } }),
      seen("light.hall", ago(20)),
    );
    expect(await night()).toMatchObject({ days: 0, rewritten: 1, events: 1 });
    const day = ago(40).slice(5, 10);
    expect(await left()).toEqual([
      `light.kept ${day} on`,
      `light.hall ${day} -`,
      `light.hall ${ago(20).slice(5, 10)} on`,
    ]);
    expect(await db.rows(sql`select context_id from memory.context where home_id = ${home.home}`)).toEqual([
      { context_id: "c1" },
    ]);
    expect(await night()).toMatchObject({ rewritten: 0, events: 0 });
    // What comes late into a day that was written anew finds its place, and the same thing twice changes nothing.
    expect(await home.remember(seen("light.kept", ago(40, "12:00:00")), seen("light.kept", ago(40)))).toBe(1);
  });

  it("keeps no raw numbers of what is summed up, no repeats of what only its changes count, and nothing of what is out", async () => {
    const plug = await home.entity("sensor.plug");
    await db.run(sql`
      insert into series.series (home_id, connection_id, entity_id, unit, kind)
      values (${home.home}, ${home.connectionId}, ${plug}, 'W', 'measurement')`);
    await detail({ kind: "entity", value: "sensor.plug", detail: "rollups", is_past: true });
    await detail({ kind: "domain", value: "media_player", detail: "changes", is_past: true });
    await detail({ kind: "entity", value: "light.out", detail: "out", is_past: true });
    const player = (time: string, state: string) => seen("media_player.tv", ago(3, time), { state });
    await closed(
      seen("sensor.plug", ago(3), { state: "12" }),
      seen("light.out", ago(3)),
      seen("light.hall", ago(3)),
      player("08:00:00", "on"),
      player("08:01:00", "on"),
      player("08:02:00", "off"),
      player("08:03:00", "on"),
    );
    const expected = await wouldGo({ db, clock }, await everyRule(db));
    expect(expected).toMatchObject({ events: 3, days: 1, from: ago(3).slice(0, 10) });
    expect(await night()).toMatchObject({ rewritten: 1, events: 3 });
    expect(new Set((await left()).map((told) => told.replace(/ \S+ /, " ")))).toEqual(
      new Set(["light.hall on", "media_player.tv on", "media_player.tv off"]),
    );
    expect(await night()).toMatchObject({ rewritten: 0 });
  });

  it("may be killed at any statement: the next night ends what was begun, and nothing else is gone", async () => {
    const story = [
      seen("light.kept", ago(95), { context: { id: "c1", user_id: "u" } }),
      seen("light.hall", ago(95), { context: { id: "c2", user_id: "u" } }),
      seen("light.hall", ago(100), { context: { id: "c3", user_id: "u" } }),
      seen("light.hall", ago(2)),
    ];
    await keep("entity", String(await home.entity("light.kept")), null);
    let killed = 0;
    for (let n = 0; killed === n; n++) {
      await closed(...story);
      await db.run(sql`delete from memory.day_tally`); // as closing an hour does
      let left = n;
      const dying: Database = {
        ...db,
        transaction: (work) =>
          db.transaction(async (tx) => {
            const result = await work(tx);
            if (left-- === 0) throw new Error("killed");
            return result;
          }),
      };
      const killedNow = await letGo({ db: dying, clock, log: jsonLog("silent") }).then(
        () => 0,
        () => 1,
      );
      killed += killedNow;
      await night();
      expect(await namesLeft(), `killed in transaction ${n}`).toEqual(["light.kept", "light.hall"]);
      expect(await db.rows(sql`select context_id from memory.context where home_id = ${home.home}`)).toEqual([
        { context_id: "c1" },
      ]);
      const postings = await db.rows(sql`select from memory.posting where home_id = ${home.home}`);
      expect(postings).toHaveLength(2);
    }
    expect(killed).toBeGreaterThan(6);
  });

  it("lets a day wait that is still being written into", async () => {
    await home.remember(seen("light.hall", ago(91)));
    expect(await night()).toMatchObject({ events: 0 });
    expect(await left()).toHaveLength(1);
  });

  it("sweeps attributes that nobody refers to, also while they are being found again", async () => {
    const told = (n: number) => ({ attributes: JSON.stringify({ friendly_name: "Hall", n }) });
    await closed(seen("light.old", ago(95), told(1)), seen("light.old", ago(95, "11:00:00"), told(2)));
    await closed(seen("light.hall", ago(1), told(3)));
    const stored = async () =>
      (
        await db.rows<{ n: string }>(sql`
          select memory.attributes_of(id) ->> 'n' as n from memory.attributes where home_id = ${home.home} order by 1`)
      ).map(({ n }) => n);
    expect(await stored()).toEqual(["1", "2", "3"]);
    expect(await night()).toMatchObject({ days: 1 });
    const afterwards = await stored();
    expect(afterwards).not.toContain("2"); // and its base, at the latest with the next sweep
    await home.remember(seen("light.hall", ago(0), told(2)), seen("light.hall", ago(0, "11:00:00"), told(1)));
    const dangling = await db.rows(sql`
      select event.at
      from memory.event
      where home_id = ${home.home} and attributes_id is not null
        and not exists (select from memory.attributes where attributes.id = event.attributes_id)`);
    expect(dangling).toEqual([]);
  });
});
