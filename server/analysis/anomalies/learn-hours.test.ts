import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import type { Call } from "#server/command.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import { forgetUnusual } from "#server/store/unusual/forget-unusual.ts";
import { standingIn } from "#server/store/unusual/standing.ts";
import { expected } from "./expected.ts";
import { learnHours } from "./learn-hours.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;
const DAYS = 45;
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();
const ROOM = "sensor.room";

/** Degrees by day and night, never the same twice; `hours` from NOW. */
const usual = (hours: number) => 20 + 2 * Math.sin((2 * Math.PI * hours) / 24) + ((hours * 7919) % 13) / 20;

describe.each(engines)("what is usual for a sensor on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  beforeEach(async () => {
    home = await memoryHome(db);
    await db.run(sql`
      update house.entity set device_class = 'temperature', unit = '°C' where id = ${await home.entity(ROOM)}`);
    await db.run(sql`
      insert into series.series (home_id, connection_id, entity_id, unit, kind)
      values (${home.home}, ${home.connectionId}::uuid, ${await home.entity(ROOM)}, '°C', 'measurement')`);
  });

  /** Hours from one to another, the end excluded. */
  async function lived(from: number, to: number, value: (hours: number) => number = usual): Promise<void> {
    const rows = Array.from({ length: to - from }, (_, i) => ({ hour: at(from + i), mean: value(from + i) }));
    await db.run(sql`
      insert into series.hour (hour, series_id, home_id, source, is_held, count, mean, min, max, last)
      select hour, series.id, ${home.home}, 'e', true, 12, mean, mean - 0.3, mean + 0.3, mean
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (hour timestamptz, mean float8)
      join series.series on series.home_id = ${home.home}`);
  }
  const learn = (now: number, isThorough = false) =>
    learnHours(
      { db, clock: systemClock },
      { home: home.home, timeZone: "Europe/Berlin", now: NOW + now * HOUR, isThorough },
    );
  const stands = async () =>
    (await standingIn(db, home.home)).map(({ kind, seen, since }) => ({ kind, seen: Math.round(seen), since }));
  const kept = () =>
    db.row<{ until: string; began_at: string; state: Uint8Array }>(sql`
      select until, began_at, state from unusual.learned where home_id = ${home.home}`);
  const band = (from: number, to: number, points?: number) =>
    expected.run(expected.input.parse({ entity: ROOM, from: at(from), to: at(to), ...(points && { points }) }), {
      db,
      home: home.home,
    } as unknown as Call);

  it("is learned from the past that is there, and says since when and how much it is out of that", async () => {
    await lived(-24 * DAYS, 0);
    expect(await learn(0)).toBe(NOW);
    expect(await stands()).toEqual([]);
    await lived(0, 30, (hours) => usual(hours) + 8);
    await learn(30);
    const level = (await stands()).find(({ kind }) => kind === "level");
    expect(level?.seen).toBeGreaterThan(25);
    expect(Date.parse(level?.since ?? "")).toBeGreaterThanOrEqual(NOW);
    expect(Date.parse(level?.since ?? "")).toBeLessThan(NOW + 8 * HOUR);
    await lived(30, 200);
    await learn(200);
    expect(await stands()).toEqual([]);
  });

  it("counts each hour once, however often it is asked and ended in between", async () => {
    await lived(-24 * DAYS, 40);
    for (const hour of [-200, -199, -150, -150, -149, 0, 1, 5, 7, 40, 40]) await learn(hour);
    const inSteps = await kept();
    await db.run(sql`delete from unusual.learned where home_id = ${home.home}`);
    await learn(40);
    const atOnce = await kept();
    expect(Buffer.from(inSteps?.state ?? []).equals(Buffer.from(atOnce?.state ?? []))).toBe(true);
    expect(atOnce?.state.length).toBeLessThan(2_048);
  });

  it("is written four times a day only", async () => {
    await lived(-24 * DAYS, 40);
    await learn(0);
    const first = await kept();
    await learn(5);
    expect((await kept())?.until).toBe(first?.until);
    await learn(6);
    expect((await kept())?.until).not.toBe(first?.until);
  });

  it("waits while hours are due or the past still comes in, and begins anew where older hours came", async () => {
    await lived(-24 * 10, 0);
    await db.run(sql`insert into memory.due_hour (home_id, hour) values (${home.home}, ${at(-30)})`);
    expect(await learn(0)).toBe(NOW - 30 * HOUR);
    await db.run(sql`delete from memory.due_hour where home_id = ${home.home}`);
    await db.run(sql`
      insert into memory.import (connection_id, home_id, part, state, reached)
      values (${home.connectionId}::uuid, ${home.home}, 'statistics', 'running', now())`);
    expect(await learn(0)).toBeUndefined();
    await db.run(sql`delete from memory.import where home_id = ${home.home}`);
    await learn(0, true);
    await lived(-24 * 40, -24 * 10);
    await db.run(sql`
      insert into series.day (day, series_id, home_id, hours, count, mean)
      select distinct hour::date, series_id, home_id, 24, 1, 20 from series.hour where home_id = ${home.home}`);
    await learn(0, true);
    expect(Date.parse((await kept())?.began_at ?? "")).toBe(NOW - 24 * 40 * HOUR);
  });

  it("is not judged while nobody is at home", async () => {
    await lived(-24 * DAYS, 0);
    await lived(0, 60, (hours) => usual(hours) - 8);
    await db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at)
      values (${home.home}, 0, 'nobody_home', ${at(-12)})`);
    await learn(60);
    expect(await stands()).toEqual([]);
    await db.run(sql`delete from memory.episode where home_id = ${home.home}`);
    await db.run(sql`delete from unusual.learned where home_id = ${home.home}`);
    await learn(60);
    expect((await stands()).map(({ kind }) => kind)).toContain("level");
  });

  it("is forgotten with the hours it was learned from", async () => {
    await lived(-24 * DAYS, 30, (hours) => usual(hours) + (hours > 0 ? 8 : 0));
    await learn(30);
    expect(await stands()).not.toEqual([]);
    const parts = { db, clock: systemClock, silence: 0, stepped: () => {} };
    const what = { home: home.home, from: at(-5), to: at(5), entities: null, entityIds: [] };
    await forgetUnusual.forget(parts, what);
    expect({ kept: await kept(), stands: await stands() }).toEqual({ kept: undefined, stands: [] });
  });

  it("is told as a band for a chart, once a week is known", async () => {
    await lived(-24 * DAYS, 0);
    expect(await band(-24, 0)).toEqual({ items: [] });
    await learn(0);
    const { items } = await band(-24, 0);
    expect(items).toHaveLength(24);
    const inside = items.filter(({ at, low, high }, i) => {
      expect(Date.parse(at)).toBe(NOW + (i - 24) * HOUR);
      return low < usual(i - 24) && usual(i - 24) < high;
    });
    expect(inside.length).toBeGreaterThan(22);
    for (const { low, high } of items) expect(high - low).toBeLessThan(5);
    expect((await band(-24 * 30, 0, 100)).items.length).toBeLessThanOrEqual(100);
    await expect(async () => band(0, 0)).rejects.toMatchObject({ code: "bad_span" });
  });
});
