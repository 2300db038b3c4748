import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { addImport, keepImportState } from "#server/store/memory/recorded/queries.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { closeDue } from "./close-hours.ts";

describe.each(engines)("closing hours on %s", (engine) => {
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

  const closeAt = (time: string) =>
    closeDue({ db, clock: { ...systemClock, now: () => Date.parse(`2026-11-21T${time}Z`), sleep: async () => {} } });
  const due = async () =>
    (
      await db.rows<{ hour: string }>(sql`select hour from memory.due_hour where home_id = ${home.home} order by hour`)
    ).map(({ hour }) => hour.slice(11, 16));
  const postings = () =>
    db.rows<{ hour: string; times: string[] }>(sql`
      select hour, times from memory.posting where home_id = ${home.home} order by hour`);
  const numbers = (state: string) => ({ state, attributes: '{"state_class":"measurement","unit_of_measurement":"W"}' });

  it("leaves an hour open until it is over, and a minute longer for what comes late", async () => {
    await home.remember(
      seen("light.hall", "2026-11-21T08:59:59.999999+00:00"),
      seen("light.hall", "2026-11-21T09:00:00+00:00"),
    );
    expect(await closeAt("09:00:59")).toBe(0);
    expect(await closeAt("09:01:00")).toBe(1);
    expect(await due()).toEqual(["09:00"]);
    expect(await closeAt("10:01:00")).toBe(1);
    expect(await due()).toEqual([]);
    expect((await postings()).map(({ times }) => times.length)).toEqual([1, 1]);
  });

  it("writes the hour's numbers with it, and writes both again when something came late", async () => {
    await home.entity("sensor.power");
    await db.run(sql`update house.entity set unit = 'W', state_class = 'measurement' where home_id = ${home.home}`);
    await home.remember(seen("sensor.power", "2026-11-21T08:00:00+00:00", numbers("10")));
    await closeAt("12:00:00");
    const means = () =>
      db.rows<{ mean: number }>(sql`
        select mean from series.hour join series.series on series.id = hour.series_id where series.home_id = ${home.home}`);
    expect(await means()).toEqual([{ mean: 10 }]);
    await home.remember(seen("sensor.power", "2026-11-21T08:30:00+00:00", { ...numbers("20"), source: "backfill" }));
    expect(await due()).toEqual(["08:00"]);
    await closeAt("12:00:00");
    expect(await means()).toEqual([{ mean: 15 }]);
    expect((await postings())[0]?.times).toHaveLength(2);
  });

  it("closes the newest first, some at a time, and in the end all", async () => {
    const hours = Array.from({ length: 60 }, (_, n) => new Date(Date.parse("2026-11-21T00:00:00Z") - n * 3_600_000));
    await home.remember(...hours.map((at) => seen("light.hall", at.toISOString().replace("Z", "+00:00"))));
    expect(await closeAt("12:00:00")).toBe(50);
    expect((await postings()).at(-1)?.hour).toBe("2026-11-21T00:00:00.000000+00:00");
    expect(await closeAt("12:00:00")).toBe(10);
    expect(await closeAt("12:00:00")).toBe(0);
  });

  it("goes upwards in a day, so that what an hour carries into the next is known when that one is closed", async () => {
    const hours = Array.from({ length: 52 }, (_, n) => new Date(Date.parse("2026-11-21T08:00:00Z") - n * 3_600_000));
    await home.remember(...hours.map((at) => seen("light.hall", at.toISOString().replace("Z", "+00:00"))));
    expect(await closeAt("12:00:00")).toBe(50);
    expect(await due()).toEqual(["22:00", "23:00"]);
    expect(await closeAt("12:00:00")).toBe(2);
  });

  it("lets an import from a recorder go first, save for the last two days", async () => {
    await home.remember(
      seen("light.hall", "2026-11-18T08:00:00+00:00"),
      seen("light.hall", "2026-11-19T13:00:00+00:00"),
      seen("light.hall", "2026-11-21T08:00:00+00:00"),
    );
    const running = await addImport(db, home, {
      mark: "A",
      kind: "sqlite",
      source: "home-assistant_v2.db",
      fingerprint: "none",
      rows: 3,
      from_at: null,
      to_at: null,
    });
    expect(await closeAt("12:00:00")).toBe(2);
    expect(await due()).toEqual(["08:00"]);
    await keepImportState(db, { id: running!.id, state: "stopped" });
    expect(await closeAt("12:00:00")).toBe(1);
  });
});
