import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { presentStates } from "#server/store/house/present.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import type { BatteryPage } from "./contract.ts";
import { foretell } from "./foretell.ts";
import { listBatteries } from "./list-batteries.ts";

const DOOR = "sensor.door_battery";
const EPOCH_DAY = Math.floor(Date.parse("2026-11-20") / 86_400_000);
const date = (day: number) => new Date((EPOCH_DAY + day) * 86_400_000).toISOString().slice(0, 10);

describe.each(engines)("batteries on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  beforeEach(async () => {
    home = await memoryHome(db);
    await db.run(sql`
      update house.entity set device_class = 'battery', unit = '%', name = 'Door battery' where id = ${await home.entity(DOOR)}`);
  });

  /** As daily values, the first of them on day `from`, counted from 20 November. */
  async function lived(from: number, percents: readonly number[]): Promise<void> {
    const rows = percents.map((last, i) => ({ day: date(from + i), last }));
    await db.run(sql`
      with own as (
        insert into series.series (home_id, connection_id, entity_id, unit, kind)
        values (${home.home}, ${home.connectionId}::uuid, ${await home.entity(DOOR)}, '%', 'measurement')
        on conflict do nothing
        returning id),
        known as (select id from own union select id from series.series where home_id = ${home.home})
      insert into series.day (day, series_id, home_id, hours, count, last)
      select day, known.id, ${home.home}, 24, 1, last
      from known, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (day date, last float8)
      on conflict (day, series_id) do update set last = excluded.last`);
  }
  const falling = (from: number, by: number, days: number) => Array.from({ length: days }, (_, i) => from - by * i);
  const look = (day: number) => db.transaction((tx) => foretell(tx, home.home, { today: date(day) }));
  const list = async (day: number, wanted = {}) => {
    const world = { clock: { now: () => (EPOCH_DAY + day) * 86_400_000 } };
    const call = { db, home: home.home, world: { db, ...world }, asker: { kind: "owner" } } as unknown as Call;
    return (await listBatteries.run(wanted, call)) as z.infer<typeof BatteryPage>;
  };

  it("are listed with the day on which they will be empty, once enough is known", async () => {
    await lived(-5, falling(100, 1, 5));
    await look(0);
    expect((await list(0)).items).toMatchObject([
      { entity_id: DOOR, name: "Door battery", percent: 96, expected_on: null },
    ]);
    await lived(-60, falling(100, 1, 61));
    await look(0);
    const [door] = (await list(0)).items;
    expect(door).toMatchObject({ percent: 40, since: date(-60) });
    const days = (Date.parse(door?.expected_on ?? "") - Date.parse(date(0))) / 86_400_000;
    expect(days).toBeGreaterThan(20);
    expect(days).toBeLessThan(50);
    expect((await list(0, { within_days: 60 })).items).toHaveLength(1);
    expect((await list(0, { within_days: 7 })).items).toEqual([]);
  });

  it("are listed with what they tell now before a day of them is known, flags and voltages too", async () => {
    const name = async (id: string, device_class: string, unit: string | null) =>
      db.run(sql`
        update house.entity set device_class = ${device_class}, unit = ${unit} where id = ${await home.entity(id)}`);
    await name("binary_sensor.smoke_battery", "battery", null);
    await name("sensor.soil_battery_voltage", "voltage", "V");
    await name("sensor.mains_voltage", "voltage", "V");
    await name("binary_sensor.door", "door", null);
    const present = presentStates({ db }, home.home);
    for (const [entityId, state] of Object.entries({
      ...{ [DOOR]: "61", "binary_sensor.smoke_battery": "on", "sensor.soil_battery_voltage": "2.8" },
      ...{ "sensor.mains_voltage": "4.1", "binary_sensor.door": "on" },
    }))
      present.set(entityId, { entityId, state, attributes: {}, changedAt: date(0), updatedAt: date(0) });
    const items = (await list(0)).items.map(({ entity_id, tells, percent, is_low, volts }) => [
      ...[entity_id, tells, percent, is_low, volts],
    ]);
    expect(items).toEqual([
      ["binary_sensor.smoke_battery", "low", null, true, null],
      [DOOR, "percent", 61, false, null],
      ["sensor.soil_battery_voltage", "voltage", null, null, 2.8],
    ]);
    present.clear();
  });

  it("are foretold once a week, and held against what came", async () => {
    await lived(-60, falling(100, 1, 61));
    for (const day of [0, 1, 2, 7, 8]) await look(day);
    const made = () =>
      db.rows<{ made_on: string; outcome: string | null; outcome_on: string | null }>(sql`
      select made_on::text, outcome, outcome_on::text from ledger.prediction where home_id = ${home.home} order by made_on`);
    expect((await made()).map(({ made_on }) => made_on)).toEqual([date(0), date(7)]);
    await lived(1, [...falling(39, 1, 30), 100, 100]);
    await look(32);
    expect(await made()).toMatchObject([
      { outcome: "came", outcome_on: date(31) },
      { outcome: "came", outcome_on: date(31) },
    ]);
    expect((await list(32)).score).toMatchObject({ scored: 2, within: null });
    expect((await list(32)).items).toMatchObject([{ expected_on: null, percent: 100 }]);
  });

  it("that somebody replaces early are no proof of anything", async () => {
    await lived(-60, falling(100, 1, 61));
    await look(0);
    await lived(1, [100, 100, 100]);
    await look(3);
    expect((await list(3)).score).toMatchObject({ scored: 0 });
  });
});
