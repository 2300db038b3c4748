import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { jsonLog } from "#server/log.ts";
import { letGo } from "../retention/let-go.ts";
import { type MemoryHome, memoryHome, seen } from "../testing.ts";
import { countTold } from "./count-told.ts";
import { forgetTold } from "./forget-told.ts";
import { settleTold } from "./settle.ts";
import { openTeller } from "./tell-open-hours.ts";

const clockAt = (at: string) => ({ ...systemClock, now: () => Date.parse(at), sleep: async () => {} });
const clock = clockAt("2026-11-21T12:00:00Z");
const at = (time: string, day = 21) => `2026-11-${String(day).padStart(2, "0")}T${time}.000000+00:00`;

describe.each(engines)("sentences on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    await db.run(sql`delete from memory.due_hour`);
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const close = () => closeDue({ db, clock }, undefined, { only: home.home });
  const settle = async () => {
    while ((await settleTold({ db, clock }, home.home)) > 0);
  };
  const told = async () => {
    const rows = await db.rows<{ told: string }>(sql`
      select to_char(hour at time zone 'UTC', 'HH24') || ' ' || sentence.text || ' ' || one.n || ' ' ||
        to_char(one.first at time zone 'UTC', 'MI') || '-' || to_char(one.last at time zone 'UTC', 'MI') as told
      from memory.told
      cross join lateral unnest(sentences, counts, firsts, lasts) as one (id, n, first, last)
      join memory.sentence on sentence.id = one.id
      where told.home_id = ${home.home}
      order by 1`);
    return rows.map((row) => row.told.replaceAll("Name of ", ""));
  };
  const texts = async () => {
    const rows = await db.rows<{ text: string }>(
      sql`select text from memory.sentence where home_id = ${home.home} order by text`,
    );
    return rows.map(({ text }) => text.replace("Name of ", ""));
  };
  const flick = (entity: string, ...changes: [time: string, state: string][]) =>
    home.remember(...changes.map(([time, state]) => seen(entity, at(time), { state })));

  it("are counted by hour, each once, and the same again when something came late", async () => {
    await flick("light.hall", ["08:01:00", "on"], ["08:05:00", "off"], ["08:09:00", "on"], ["08:10:00", "on"]);
    await close();
    const before = ["08 light.hall turned off 1 05-05", "08 light.hall turned on 1 09-09"];
    expect(await told()).toEqual(before); // of what was before 08:01 nobody knows
    await home.remember(seen("light.hall", at("08:20:00"), { state: "off", source: "backfill" }));
    await close();
    expect(await told()).toEqual(["08 light.hall turned off 2 05-20", before[1]]);
    expect(await texts()).toEqual(["light.hall turned off", "light.hall turned on"]);
  });

  it("are told in haste while the past is coming in, and rightly once it is there", async () => {
    await flick("person.anna", ["09:10:00", "home"], ["10:10:00", "home"], ["10:20:00", "not_home"]);
    await home.remember(seen("lock.door", at("08:10:00", 20), { state: "locked" }));
    await flick("lock.door", ["10:30:00", "locked"]);
    await close();
    expect(await told()).toContain("10 lock.door was locked 1 30-30");
    await settle();
    expect(await told()).toEqual(["08 lock.door was locked 1 10-10", "10 person.anna left home 1 20-20"]);
  });

  it("of a span are counted, the hour under way and hours in part from the events", async () => {
    await flick("light.hall", ["07:59:00", "off"], ["08:10:00", "on"], ["08:20:00", "off"], ["09:10:00", "on"]);
    await flick("light.hall", ["10:10:00", "off"], ["10:20:00", "on"]);
    await close();
    await settle();
    await flick("light.hall", ["11:30:00", "off"], ["11:40:00", "on"]);
    const on = await db.row<{ id: number }>(sql`
      select id from memory.sentence where home_id = ${home.home} and kind = 'turned_on'`);
    const count = async (from: string, to: string) =>
      (await countTold(db, home.home, { from: at(from), to: at(to), sentenceIds: [on?.id ?? 0] })).get(on?.id ?? 0);
    expect(await count("00:00:00", "12:00:00")).toEqual({ count: 4, first: at("08:10:00"), last: at("11:40:00") });
    expect(await count("08:15:00", "10:20:00")).toEqual({ count: 1, first: at("09:10:00"), last: at("09:10:00") });
    expect(await count("08:00:00", "10:20:01")).toMatchObject({ count: 3, last: at("10:20:00") });
    expect(await count("08:20:00", "09:00:00")).toBeUndefined();
  });

  it("of the hour under way are there at once, and nothing is written where nothing is new", async () => {
    const tell = openTeller(home.home, clock);
    const look = () =>
      db.transaction(async (tx) => {
        const n = await tell(tx);
        const written = await tx.row<{ id: string | null }>(sql`select pg_current_xact_id_if_assigned()::text as id`);
        return [n, written?.id !== null];
      });
    await flick("light.hall", ["11:50:00", "off"], ["11:51:00", "on"]);
    expect(await look()).toEqual([1, true]);
    expect(await look()).toEqual([0, false]);
    await flick("light.hall", ["11:59:10", "off"], ["11:59:20", "on"]);
    expect(await look()).toEqual([1, true]);
    expect(await texts()).toEqual(["light.hall turned off", "light.hall turned on"]);
  });

  it("of the hour under way are told again where they were erased, also where nobody heard of it", async () => {
    const tell = openTeller(home.home, clock);
    const look = () => db.transaction(tell);
    await flick("light.hall", ["11:50:00", "off"], ["11:51:00", "on"]);
    expect(await look()).toBe(1);
    for (let times = 0; times < 2; times++) {
      await db.transaction((tx) => forgetTold(tx, home.home, { from: at("08:00:00"), to: at("09:00:00") }, null));
      expect(await texts()).toEqual([]);
      expect(await look()).toBe(1);
      expect(await texts()).toEqual(["light.hall turned on"]);
    }
    expect(await look()).toBe(0);
  });

  it("of what is forgotten are gone, those of others stay", async () => {
    await flick("light.hall", ["07:10:00", "off"], ["08:10:00", "on"]);
    await flick("lock.door", ["07:10:00", "unlocked"], ["08:10:00", "locked"], ["09:10:00", "unlocked"]);
    await close();
    await settle();
    const lock = await home.entity("lock.door");
    const span = { from: at("08:00:00"), to: at("09:00:00") };
    await db.run(sql`delete from memory.event where entity_id = ${lock} and at >= ${span.from} and at < ${span.to}`);
    await db.run(sql`delete from memory.posting where entity_id = ${lock} and hour = ${span.from}`);
    await db.transaction((tx) => forgetTold(tx, home.home, span, [lock]));
    expect(await texts()).toEqual(["light.hall turned on", "lock.door was unlocked"]);
    await settle();
    expect(await told()).toEqual([
      "07 lock.door was unlocked 1 10-10",
      "08 light.hall turned on 1 10-10",
      "09 lock.door was unlocked 1 10-10",
    ]);
    await db.transaction((tx) => forgetTold(tx, home.home, { from: at("07:00:00"), to: at("12:00:00") }, null));
    expect([...(await told()), ...(await texts())]).toEqual([]);
  });

  it("go with the days that told them", async () => {
    await home.remember(
      seen("lock.door", at("08:00:00", 2), { state: "unlocked" }),
      seen("lock.door", at("08:30:00", 2), { state: "jammed" }),
    );
    await flick("lock.door", ["08:10:00", "unlocked"]);
    await close();
    expect(await texts()).toEqual(["lock.door is jammed", "lock.door was unlocked"]);
    const later = clockAt("2027-02-10T12:00:00Z");
    await letGo({ db, clock: later, log: jsonLog("silent") });
    expect(await told()).toEqual(["08 lock.door was unlocked 1 10-10"]);
    expect(await texts()).toEqual(["lock.door was unlocked"]);
  });

  it("name who did it, by actions and automations of the home", async () => {
    await home.entity("light.hall");
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home.home}, ${home.connectionId}, 'user', 'u-anna', 'Anna', '{}')`);
    const data = { domain: "light", service: "turn_on", service_data: { entity_id: "light.hall" } };
    const call = { type: "call_service", state: null, attributes: JSON.stringify(data) };
    const ran = { name: "Night", source: "state of light.hall" };
    await home.remember(
      seen("light.hall", at("08:00:00"), { ...call, context: { id: "c", parent_id: null, user_id: "u-anna" } }),
      {
        ...seen("light.hall", at("08:01:00")),
        type: "automation_triggered",
        entityId: null,
        state: null,
        attributes: JSON.stringify(ran),
      },
    );
    await close();
    expect(await texts()).toEqual(
      ["Automation Night ran (state of light.hall)", "Light turned on by Anna: light.hall"].map((text) =>
        text.replace("state of ", "state of "),
      ),
    );
  });
});
