import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { memoryHome } from "#server/store/memory/testing.ts";
import { flapsOf, outagesOf } from "./queries.ts";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

it("learns how long a thing is used to be away from its absences, and not from starts of Home Assistant", async () => {
  const { home, entity } = await memoryHome(db);
  const bulb = await entity("light.bulb");
  const plug = await entity("switch.plug");
  const away = (key: number, day: number, minutes: number | null) =>
    db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
      values (${home}, ${key}, 'unavailable', ${`2026-11-${day}T20:00:00Z`}::timestamptz,
        ${`2026-11-${day}T20:00:00Z`}::timestamptz + ${minutes}::float8 * interval '1 minute')`);
  for (const day of [10, 11, 12, 13, 14, 15, 16, 17]) await away(bulb, day, 1);
  for (const day of [18, 19, 20]) await away(bulb, day, 600);
  for (const day of [10, 11, 12, 13]) await away(plug, day, 1.5);
  await away(plug, 21, null);
  const rows = new Map((await db.transaction((tx) => outagesOf(tx, home))).map((row) => [row.key, row]));
  expect(rows.get(bulb)).toMatchObject({ n: 3, seconds: 36_000, longest: [36_000, 36_000, 36_000], open_since: null });
  expect(rows.get(plug)).toMatchObject({
    n: 0,
    seconds: 0,
    longest: [],
    open_since: expect.stringMatching(/^2026-11-21T20/),
  });
});

it("knows how often a thing went since it was first seen, where it never did before", async () => {
  const { home, entity } = await memoryHome(db);
  const lamp = await entity("light.lamp");
  await db.run(sql`update house.entity set created_at = '2026-10-01T00:00:00Z' where id = ${lamp}`);
  for (let hour = 0; hour < 8; hour++)
    await db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
      values (${home}, ${lamp}, 'unavailable', ${`2026-11-21T0${hour}:00:00Z`}, ${`2026-11-21T0${hour}:05:00Z`})`);
  const rows = await db.transaction((tx) => flapsOf(tx, home, "2026-11-21T12:00:00Z"));
  expect(rows).toEqual([{ key: lamp, today: 8, week: 8, days_of_week: 1, before: 0, days: 14 }]);
});
