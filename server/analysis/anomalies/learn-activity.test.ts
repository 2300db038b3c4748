import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import { standingIn } from "#server/store/unusual/standing.ts";
import { learnActivity } from "./learn-activity.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;
const HALL = "binary_sensor.hall";

describe.each(engines)("how often something moves on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  beforeEach(async () => {
    home = await memoryHome(db);
    await db.run(sql`update house.entity set device_class = 'motion' where id = ${await home.entity(HALL)}`);
  });

  /** Postings of hours from NOW: on and off again, so many times. */
  async function moved(from: number, to: number, times: (hour: number) => number): Promise<void> {
    const key = await home.entity(HALL);
    const hours = Array.from({ length: to - from }, (_, i) => from + i).filter((hour) => times(hour) > 0);
    const at = (hour: number, second = 0) => new Date(NOW + hour * HOUR + second * 1000).toISOString();
    for (const day of new Set(hours.map((hour) => at(hour).slice(0, 10))))
      await db.rows(sql`select memory.make_day(${day}::date)`);
    const rows = hours.map((hour) => ({ hour: at(hour), n: 2 * times(hour) }));
    await db.run(sql`
      insert into memory.posting (hour, home_id, entity_id, times)
      select hour, ${home.home}, ${key}, array(select hour + g * interval '1 second' from generate_series(1, n) as g)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (hour timestamptz, n int)`);
  }
  const usual = (hour: number) => {
    const day = (((hour + 12) % 24) + 24) % 24;
    return day < 7 || day > 22 ? 0 : 3 + (Math.abs(hour * 7919) % 3);
  };
  const learn = (now: number) =>
    learnActivity({ db, clock: systemClock }, { home: home.home, timeZone: "UTC", now: NOW + now * HOUR });
  const stands = async () => (await standingIn(db, home.home)).map(({ kind }) => kind);
  const kept = async () =>
    (await db.row<{ state: Uint8Array }>(sql`select state from unusual.activity where home_id = ${home.home}`))?.state;

  it("is learned of its past, each hour once, and told where it is far more than ever", async () => {
    await moved(-24 * 40, 0, usual);
    for (const hour of [-300, -299, -200, -198, 0, 0]) await learn(hour);
    const inSteps = Buffer.from((await kept()) ?? []);
    expect(await stands()).toEqual([]);
    await db.run(sql`delete from unusual.activity where home_id = ${home.home}`);
    await learn(0);
    expect(Buffer.from((await kept()) ?? []).equals(inSteps)).toBe(true);
    await moved(0, 20, (hour) => 5 * usual(hour) + 5);
    await learn(20);
    expect(await stands()).toContain("much");
  });

  it("is not called too little while HomeOps did not listen", async () => {
    await moved(-24 * 40, 0, usual);
    await learn(60);
    expect(await stands()).toEqual(["little"]);
    await db.run(sql`delete from unusual.activity where home_id = ${home.home}`);
    await db.run(sql`
      insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing)
      values (${home.home}, ${home.connectionId}::uuid, ${new Date(NOW).toISOString()}, ${new Date(NOW + 60 * HOUR).toISOString()}, 'off', 'everything')`);
    await learn(60);
    expect(await stands()).toEqual([]);
  });

  it("is not called too little of what could not be reached meanwhile, and so could not tell", async () => {
    await moved(-24 * 40, 0, usual);
    const [started, ended] = [NOW + HOUR, NOW + 55 * HOUR].map((at) => new Date(at).toISOString());
    await db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
      values (${home.home}, ${await home.entity(HALL)}, 'unavailable', ${started}, ${ended})`);
    await learn(60);
    expect(await stands()).toEqual([]);
  });
});
