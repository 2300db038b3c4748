import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { rollUpHour } from "../../series/roll-up.ts";
import { forgetMemory } from "../control/forget-memory.ts";
import { addSilence } from "../control/queries.ts";
import { letGo } from "../retention/let-go.ts";
import { writeKeep } from "../retention/queries.ts";
import { tallyDay } from "../retention/tally.ts";
import { swapEvents } from "../swap-queries.ts";
import { type MemoryHome, memoryHome, seen } from "../testing.ts";
import { sealDays } from "./seal-days.ts";

const NOW = "2026-11-27T03:00:00Z";
const clock: Clock = { ...systemClock, now: () => Date.parse(NOW), sleep: async () => {} };
const DAYS = ["2026-11-20", "2026-11-21"] as const;
const SPAN = { from: "2026-11-20T00:00:00+00:00", to: "2026-11-22T00:00:00+00:00" };
const THINGS = ["light.hall", "sensor.power", "binary_sensor.door", "media_player.den", "sensor.rare"] as const;

describe.each(engines)("sealed days on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    await db.run(sql`delete from people.home`);
    for (const table of ["event", "context", "posting", "sealed"]) await db.run(raw(`delete from memory.${table}`));
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const seal = () => sealDays({ db, clock, log: jsonLog("silent") });
  const plain = async () =>
    (await db.row<{ n: number }>(sql`select count(*)::int as n from memory.event where type_id = 0`))!.n;
  const closeAll = async () => {
    const due = await db.rows<{ hour: string }>(
      sql`select hour from memory.due_hour where home_id = ${home.home} order by hour limit 1000`,
    );
    for (const { hour } of due) {
      await home.close(hour);
      await db.transaction((tx) => rollUpHour(tx, { home: home.home, hour, timeZone: "UTC" }));
    }
  };
  const ids = () => Promise.all(THINGS.map((name) => home.entity(name)));

  const answers = async () => ({
    all: await db.rows<{ at: string; type_id: number; state: string | null }>(sql`
      select *
      from memory.events_between(${home.home}::int, ${SPAN.from}::timestamptz, ${SPAN.to}::timestamptz, null)
      order by at, entity_id, type_id`),
    view: await db.rows(sql`
      select id, entity_id, old_state, new_state, attributes, timestamp
      from home_assistant_events
      order by timestamp, id`),
  });

  const at = (time: string, day = 20) => `2026-11-${day}T${time}.000000+00:00`;
  async function twoDays() {
    for (const day of [20, 21])
      await home.remember(
        ...["08:00:00", "08:00:30", "09:00:00", "10:30:00"].flatMap((time, i) => [
          seen("light.hall", at(time, day), { state: i % 2 ? "on" : "off" }),
          seen("sensor.power", at(time, day), { state: `${i}.5`, attributes: `{"unit_of_measurement":"W","i":${i}}` }),
        ]),
      );
    await closeAll();
  }

  it("wait while hours of theirs are still to be closed, and while a past comes in", async () => {
    await home.remember(...["08:00:00", "08:00:30", "09:00:00"].map((time) => seen("light.hall", at(time))));
    expect(await seal()).toBe(0);
    await closeAll();
    await db.run(sql`
      insert into memory.import (connection_id, home_id, part, state, reached)
      values (${home.connectionId}, ${home.home}, 'history', 'running', now())`);
    expect(await seal()).toBe(0);
    await db.run(sql`update memory.import set state = 'done'`);
    expect(await seal()).toBe(3);
    expect(await seal()).toBe(0);
  });

  it("leave the last two days and today as they are", async () => {
    for (const day of [24, 25, 26, 27])
      await home.remember(...["00:00:00", "00:00:30", "01:00:00"].map((time) => seen("light.hall", at(time, day))));
    await closeAll();
    expect(await seal()).toBe(3);
    const left = await db.rows(
      sql`select distinct to_char(at at time zone 'UTC', 'DD') as day from memory.event order by 1`,
    );
    expect(left).toEqual([{ day: "25" }, { day: "26" }, { day: "27" }]);
  });

  it("take in what comes late and know again what comes twice", async () => {
    await twoDays();
    await seal();
    home.restart();
    const late = seen("light.hall", at("08:30:00"), { state: "late", source: "backfill" });
    const twice = seen("light.hall", at("09:00:00"), { state: "off", source: "backfill" });
    expect(await home.remember(late, twice)).toBe(1);
    expect(await plain(), "only that thing's day is opened").toBe(5);
    await closeAll();
    const before = await answers();
    expect(before.all.map(({ state }) => state)).toContain("late");
    expect(await seal()).toBe(5);
    expect(await plain()).toBe(0);
    expect(await answers()).toEqual(before);
  });

  it("forget a span, and one thing, like plain ones", async () => {
    await twoDays();
    const [light] = await ids();
    await seal();
    const forget = async (from: string, to: string, entities: number[] | null) => {
      const wish = { home: home.home, from, to, entities, entityIds: entities ? ["light.hall"] : [] };
      const counted = await forgetMemory.count(db, wish);
      const silence = await addSilence(db, { home: home.home, kind: "forgotten", from, to, entities });
      await forgetMemory.forget({ db, clock, silence: silence!.id, stepped() {} }, wish);
      return counted.events;
    };
    expect(await forget(at("08:00:10"), at("09:30:00"), [light!])).toBe(2);
    expect(await forget(at("00:00:00", 21), at("00:00:00", 22), null)).toBe(8);
    await closeAll();
    const told = async () =>
      (await answers()).all.filter(({ type_id }) => type_id === 0).map((one) => `${one.at.slice(8, 19)} ${one.state}`);
    const left = await told();
    expect(left).toEqual([
      "20T08:00:00 off",
      "20T08:00:00 0.5",
      "20T08:00:30 1.5",
      "20T09:00:00 2.5",
      "20T09:30:00 off",
      "20T10:30:00 on",
      "20T10:30:00 3.5",
    ]);
    await seal();
    expect(await told()).toEqual(left);
  });

  it("go with what is kept long enough, whole or in part", async () => {
    await twoDays();
    await seal();
    const counted = await tallyDay({ db, clock }, "2026-11-20");
    expect(counted).toMatchObject([{ states: [4, 4], changes: [4, 4], others: [0, 0], hours: [3, 3] }]);
    await writeKeep(db, home.home, { kind: "entity", value: String((await ids())[1]), days: 6 });
    const night = () => letGo({ db, clock, log: jsonLog("silent") });
    expect(await night()).toMatchObject({ days: 0, rewritten: 1, events: 4 });
    expect((await answers()).all).toHaveLength(12);
    await seal();
    expect((await answers()).all).toHaveLength(12);
    await writeKeep(db, home.home, { kind: "entity", value: String((await ids())[0]), days: 6 });
    expect(await night()).toMatchObject({ days: 1, events: 4 });
    expect(await db.rows(sql`select day::text from memory.sealed order by entity_id`)).toEqual([
      { day: "2026-11-21" },
      { day: "2026-11-21" },
    ]);
    expect(await db.row(sql`select to_regclass('memory.sealed_20261120') as part`)).toEqual({ part: null });
  });

  it("change places with another thing's", async () => {
    await twoDays();
    const [light, power] = await ids();
    await seal();
    await db.transaction((tx) => swapEvents(tx, { home: home.home, ...SPAN }, [light!, power!]));
    await closeAll();
    await seal();
    const states = await db.rows<{ state: string }>(sql`
      select state from memory.events_between(${home.home}::int, ${SPAN.from}::timestamptz, ${SPAN.to}::timestamptz, array[${light}::int]) order by at`);
    expect(states.map(({ state }) => state)).toEqual(["0.5", "1.5", "2.5", "3.5", "0.5", "1.5", "2.5", "3.5"]);
  });

  it("show to each person what plain ones do", async () => {
    await twoDays();
    await home.remember(
      ...["08:00:00", "09:00:00", "10:00:00"].map((time) => seen("person.anna", at(time), { state: "home" })),
    );
    await closeAll();
    const person = await db.row<{ id: string }>(sql`insert into users (name) values ('Zoe') returning id`);
    const zoe = db.as(person!.id);
    const visitor = await db.row<{ id: string }>(sql`insert into users (name) values ('Gus') returning id`);
    const seenBy = async () => ({
      guest: await db.as(visitor!.id).rows(sql`select id from home_assistant_events order by id`),
      events: await zoe.rows(sql`
        select * from memory.events_between(${home.home}::int, ${SPAN.from}::timestamptz, ${SPAN.to}::timestamptz, null) order by at, entity_id`),
      view: await zoe.rows(sql`select id from home_assistant_events order by id`),
      speaker: await db.speakerIn(home.home).rows(sql`select id from home_assistant_events order by id`),
    });
    const stranger = await seenBy();
    expect(stranger.events).toEqual([]);
    await db.run(
      sql`insert into people.member (home_id, user_id, role) values (${home.home}, ${person!.id}, 'member')`,
    );
    await db.run(
      sql`insert into people.member (home_id, user_id, role) values (${home.home}, ${visitor!.id}, 'guest')`,
    );
    await db.run(
      sql`insert into people.guest_area (home_id, user_id, area_id) values (${home.home}, ${visitor!.id}, 'hall')`,
    );
    await db.run(sql`update house.entity set is_exposed = true, area_id = 'hall' where entity_id = 'light.hall'`);
    const before = await seenBy();
    expect([before.events.length, before.view.length, before.speaker.length]).toEqual([16, 16, 8]);
    expect(before.guest.length).toBe(8);
    await seal();
    expect(await seenBy()).toEqual(before);
    await expect(
      zoe.rows(sql`select memory.unseal(${home.home}::int, ${[...DAYS]}::date[], null)`),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await zoe.rows(sql`select distinct home_id from memory.sealed`)).toEqual([{ home_id: home.home }]);
  });
});
