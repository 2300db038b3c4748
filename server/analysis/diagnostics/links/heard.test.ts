import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import { house } from "../testing.ts";
import { linksNow } from "./heard.ts";

const LINK = "sensor.lamp_linkquality";
const NOW = "2026-11-20T12:30:00Z";

describe.each(engines)("how well devices were heard on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  let key: number;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    key = await home.entity(LINK);
    await db.run(sql`
    insert into series.series (home_id, connection_id, entity_id, unit, kind)
    values (${home.home}, ${home.connectionId}::uuid, ${key}, 'lqi', 'measurement')`);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("is read by days before today and by the last hours in which something was reported", async () => {
    await db.run(sql`
    insert into series.day (day, series_id, home_id, hours, count, mean)
    select day, series.id, home_id, 24, 24, 100 - ('2026-11-20'::date - day::date)
    from series.series, generate_series('2026-09-01'::date, '2026-11-20'::date, interval '1 day') as day`);
    await db.run(sql`
    insert into series.hour (hour, series_id, home_id, source, is_held, count, mean)
    select hour, series.id, home_id, 'e', false, case extract(hour from hour) when 11 then 0 else 3 end, extract(hour from hour)
    from series.series, generate_series('2026-11-20 00:00+00'::timestamptz, '2026-11-20 12:00+00', interval '1 hour') as hour`);
    const parts = { unit: "lqi" };
    const things = [...house().with(LINK, parts).with("sensor.other").now().things.values()];
    const told = things.map((thing) => (thing.entity_id === LINK ? { ...thing, key } : thing));
    const heard = (await db.transaction((tx) => linksNow(tx, { home: home.home, now: NOW, things: told }))).get(key);
    expect(heard?.ago).toEqual(Array.from({ length: 60 }, (_, n) => 60 - n));
    expect(heard?.means.at(-1)).toBe(99);
    expect(heard?.lately).toEqual([4, 5, 6, 7, 8, 9, 10, 12]);
    expect(heard?.hours.at(-1)).toBe(Date.parse("2026-11-20T12:00:00Z") / 1000);
  });

  it("is not asked for where no entity tells of a link", async () => {
    expect(await db.transaction((tx) => linksNow(tx, { home: home.home, now: NOW, things: [] }))).toEqual(new Map());
  });
});
