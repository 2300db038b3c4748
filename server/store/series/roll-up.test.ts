import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { rollUpHour } from "./roll-up.ts";
import { type Remembered, rememberingHome } from "./testing.ts";

const START = "2026-11-20T10:00:00.000000+00:00";
const HOUR = 3600;
const measurement = { unit_of_measurement: "°C", state_class: "measurement" };
const increasing = { unit_of_measurement: "kWh", state_class: "total_increasing" };

describe.each(engines)("rolling up on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const hourAt = (index: number) => `2026-11-20T${10 + index}:00:00.000000+00:00`;
  const roll = (home: Remembered, index: number) =>
    db.transaction(async (tx) => {
      await home.close(tx, hourAt(index));
      return rollUpHour(tx, { home: home.home, hour: hourAt(index), timeZone: home.timeZone });
    });
  const hours = (home: Remembered, fields = sql`hour.mean, hour.min, hour.max, hour.last, hour.change, hour.count`) =>
    db.rows(sql`
      select extract(hour from hour at time zone 'UTC')::int - 10 as index, ${fields}
      from series.hour
      join series.series on series.id = series_id
      where hour.home_id = ${home.home}
      order by hour, unit collate "C"`);
  const everything = async (home: Remembered) => [
    await db.rows(sql`select * from series.hour where home_id = ${home.home} order by hour, series_id`),
    await db.rows(sql`select * from series.five_minutes where home_id = ${home.home} order by hour, series_id`),
    await db.rows(sql`select * from series.day where home_id = ${home.home} order by day, series_id`),
  ];

  it("carries a number into hours without a report, and keeps twelve values only where something was told", async () => {
    const home = await rememberingHome(db);
    await home.furnish("sensor.hall");
    await home.furnish("light.hall");
    await home.tell(START, [
      { entity: "sensor.hall", seconds: 900, state: "20", attributes: measurement },
      { entity: "sensor.hall", seconds: 2700, state: "22", attributes: measurement },
      { entity: "light.hall", seconds: 2800, state: "on" },
      { entity: "light.hall", seconds: HOUR + 5, state: "off" },
    ]);
    expect(await roll(home, 0)).toBe(1);
    expect(await roll(home, 1)).toBe(1);
    expect(await hours(home)).toEqual([
      { index: 0, count: 2, mean: (6 * 20 + 3 * 22) / 9, min: 20, max: 22, last: 22, change: null },
      { index: 1, count: 0, mean: 22, min: 22, max: 22, last: 22, change: null },
    ]);
    expect(await db.rows(sql`select counts, means from series.five_minutes where home_id = ${home.home}`)).toEqual([
      {
        counts: [0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0],
        means: [null, null, null, 20, 20, 20, 20, 20, 20, 22, 22, 22],
      },
    ]);
  });
  it("starts another series when the unit changes", async () => {
    const home = await rememberingHome(db);
    await home.furnish("sensor.power");
    await home.tell(START, [
      { entity: "sensor.power", seconds: 0, state: "1500", attributes: { unit_of_measurement: "W" } },
      { entity: "sensor.power", seconds: 1800, state: "1.5", attributes: { unit_of_measurement: "kW" } },
      { entity: "sensor.power", seconds: HOUR, state: "1.6", attributes: { unit_of_measurement: "kW" } },
    ]);
    await roll(home, 0);
    await roll(home, 1);
    expect(await hours(home, sql`unit, hour.mean, hour.is_held`)).toEqual([
      { index: 0, unit: "W", mean: 1500, is_held: false },
      { index: 0, unit: "kW", mean: 1.5, is_held: true },
      { index: 1, unit: "kW", mean: expect.closeTo(1.6, 12), is_held: true },
    ]);
  });

  it("counts a meter through a reset, and through hours of silence", async () => {
    const home = await rememberingHome(db);
    await home.furnish("sensor.energy");
    await home.furnish("sensor.other");
    await home.tell(START, [
      { entity: "sensor.energy", seconds: 60, state: "100", attributes: increasing },
      { entity: "sensor.energy", seconds: 120, state: "104", attributes: increasing },
      { entity: "sensor.energy", seconds: 180, state: "3", attributes: increasing },
      { entity: "sensor.energy", seconds: 240, state: "unavailable", attributes: increasing },
      { entity: "sensor.other", seconds: HOUR, state: "1", attributes: measurement },
      { entity: "sensor.energy", seconds: 2 * HOUR + 1, state: "5", attributes: increasing },
    ]);
    for (const index of [0, 1, 2]) await roll(home, index);
    expect(await hours(home, sql`unit, hour.change, hour.last`)).toEqual([
      { index: 0, unit: "kWh", change: 7, last: 3 },
      { index: 1, unit: "°C", change: null, last: 1 },
      { index: 2, unit: "kWh", change: 2, last: 5 },
      { index: 2, unit: "°C", change: null, last: 1 },
    ]);
  });

  it("comes to the same numbers, whatever came late and in whatever order the hours were closed", async () => {
    const told = [
      { entity: "sensor.a", seconds: 600, state: "10", attributes: measurement },
      { entity: "sensor.a", seconds: 1200, state: "12", attributes: measurement },
      { entity: "sensor.a", seconds: 3 * HOUR + 1200, state: "unavailable" },
      { entity: "sensor.b", seconds: 100, state: "1", attributes: increasing },
      { entity: "sensor.b", seconds: HOUR + 100, state: "3", attributes: increasing },
      { entity: "sensor.b", seconds: 2 * HOUR + 100, state: "8", attributes: increasing },
      { entity: "sensor.b", seconds: 3 * HOUR + 100, state: "9", attributes: increasing },
    ];
    const inOrder = await rememberingHome(db);
    const late = await rememberingHome(db);
    for (const home of [inOrder, late]) for (const entity of ["sensor.a", "sensor.b"]) await home.furnish(entity);
    await inOrder.tell(START, told);
    for (const index of [0, 1, 2, 3]) await roll(inOrder, index);

    await late.tell(
      START,
      told.filter((_, index) => index !== 1),
    );
    for (const index of [3, 2, 1, 0]) await roll(late, index);
    await late.tell(START, told.slice(1, 2));
    await roll(late, 0);

    const plain = (home: Remembered) => hours(home, sql`unit, is_held, count, mean, min, max, last, change`);
    expect(await plain(late)).toEqual(await plain(inOrder));
    const days = (home: Remembered) =>
      db.rows(sql`
        select hours, count, mean, min, max, last, change, unit
        from series.day
        join series.series on series.id = series_id
        where day.home_id = ${home.home}
        order by unit`);
    expect(await days(late)).toEqual(await days(inOrder));
    const before = await everything(late);
    await roll(late, 1);
    expect(await everything(late)).toEqual(before);
  });

  it("forgets an hour whose events are gone", async () => {
    const home = await rememberingHome(db);
    await home.furnish("sensor.hall");
    await home.tell(START, [{ entity: "sensor.hall", seconds: 1, state: "1", attributes: measurement }]);
    await roll(home, 0);
    await db.run(sql`delete from memory.event where home_id = ${home.home}`);
    await roll(home, 0);
    expect(await everything(home)).toEqual([[], [], []]);
  });

  it.each([
    ["2026-10-25", 25],
    ["2026-03-29", 23],
  ])("gives %s in Berlin its %i hours", async (day, expected) => {
    const home = await rememberingHome(db, "Europe/Berlin");
    await home.furnish("sensor.hall");
    const first = Date.parse(`${day}T00:00:00Z`) - 4 * 3_600_000;
    const told = Array.from({ length: 30 }, (_, index) => ({
      entity: "sensor.hall",
      seconds: index * HOUR,
      state: String(index),
      attributes: measurement,
    }));
    await home.tell(new Date(first).toISOString(), told);
    for (const index of told.keys()) {
      const hour = `${new Date(first + index * 3_600_000).toISOString().slice(0, 19)}.000000+00:00`;
      await db.transaction((tx) => rollUpHour(tx, { home: home.home, hour, timeZone: home.timeZone }));
    }
    const row = await db.row<{ hours: number; count: number }>(sql`
      select hours, count
      from series.day
      where home_id = ${home.home} and day = ${day}::date`);
    expect(row).toEqual({ hours: expected, count: expected });
  });
});
