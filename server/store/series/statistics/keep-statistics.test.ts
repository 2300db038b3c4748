import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { ListedStatistic, StatisticsDuringPeriod } from "../contract.ts";
import { rollUpHour } from "../roll-up.ts";
import { rememberingHome } from "../testing.ts";
import { keepStatistics } from "./keep-statistics.ts";
import { statisticRows } from "./statistic-rows.ts";

const START = Date.parse("2026-11-20T10:00:00Z");
const hourAt = (index: number) => START + index * 3_600_000;
const listed = (statistic: object) => ListedStatistic.parse({ mean_type: 0, has_sum: false, name: null, ...statistic });
const hall = listed({
  statistic_id: "sensor.hall",
  display_unit_of_measurement: "°C",
  mean_type: 1,
  source: "recorder",
});
const tariff = listed({
  statistic_id: "tibber:price",
  display_unit_of_measurement: "kWh",
  has_sum: true,
  name: "Grid",
  source: "tibber",
});
const during = StatisticsDuringPeriod.parse({
  "sensor.hall": [0, 1, 2].map((index) => ({
    start: hourAt(index),
    end: hourAt(index + 1),
    mean: 20 + index,
    min: 19,
    max: 25,
    last_reset: null,
    state: null,
    sum: null,
    change: null,
  })),
  "tibber:price": [0, 1].map((index) => ({
    start: hourAt(index),
    end: hourAt(index + 1),
    last_reset: START,
    state: 100 + index,
    sum: index,
    change: index * 0.5,
  })),
});

describe.each(engines)("statistics of Home Assistant on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const rows = [...statisticRows(hall, during["sensor.hall"]!), ...statisticRows(tariff, during["tibber:price"]!)];
  const hours = (home: number) =>
    db.rows(sql`
      select extract(epoch from hour)::int / 3600 - ${START / 3_600_000}::int as index, hour.source, entity_id is not null as own,
        statistic_id, mean, last, change
      from series.hour
      join series.series on series.id = series_id
      where hour.home_id = ${home}
      order by hour, statistic_id nulls first`);

  it("are kept once, in hours and days, and those of no entity too", async () => {
    const home = await rememberingHome(db);
    await home.furnish("sensor.hall");
    expect(await db.transaction((tx) => keepStatistics(tx, { ...home, rows }))).toBe(5);
    expect(await db.transaction((tx) => keepStatistics(tx, { ...home, rows }))).toBe(0);
    const grid = { source: "s", own: false, statistic_id: "tibber:price", mean: null };
    const own = { source: "s", own: true, statistic_id: null, last: null, change: null };
    expect(await hours(home.home)).toEqual([
      { index: 0, ...own, mean: 20 },
      { index: 0, ...grid, last: 100, change: 0 },
      { index: 1, ...own, mean: 21 },
      { index: 1, ...grid, last: 101, change: 0.5 },
      { index: 2, ...own, mean: 22 },
    ]);
    const days = await db.rows(sql`
      select day, hours, mean, change, last
      from series.day
      where home_id = ${home.home}
      order by mean nulls last`);
    expect(days).toEqual([
      { day: "2026-11-20", hours: 3, mean: 21, change: null, last: null },
      { day: "2026-11-20", hours: 2, mean: null, change: 0.5, last: 101 },
    ]);
  });

  it("give way to own hours, whichever came first", async () => {
    const home = await rememberingHome(db);
    await home.furnish("sensor.hall");
    await home.tell(new Date(START).toISOString(), [
      {
        entity: "sensor.hall",
        seconds: 0,
        state: "7",
        attributes: { unit_of_measurement: "°C", state_class: "measurement" },
      },
      { entity: "sensor.hall", seconds: 4_000, state: "unavailable" },
    ]);
    const roll = (hour: string) => db.transaction((tx) => rollUpHour(tx, { ...home, hour }));
    await roll("2026-11-20T10:00:00.000000+00:00");
    await db.transaction((tx) => keepStatistics(tx, { ...home, rows: rows.slice(0, 3) }));
    await roll("2026-11-20T11:00:00.000000+00:00");
    const means = (await hours(home.home)).map((row) => row as { source: string; mean: number });
    expect(means.map(({ source, mean }) => ({ source, mean }))).toEqual([
      { source: "e", mean: 7 },
      { source: "e", mean: 7 },
      { source: "s", mean: 22 },
    ]);
    expect(await db.transaction((tx) => keepStatistics(tx, { ...home, rows: rows.slice(0, 3) }))).toBe(0);
  });

  it("take a year of an entity in seconds", async () => {
    const home = await rememberingHome(db, "Europe/Berlin");
    await home.furnish("sensor.hall");
    const year = Array.from({ length: 8_760 }, (_, index) => ({ ...rows[0]!, start: START - index * 3_600_000 }));
    expect(await db.transaction((tx) => keepStatistics(tx, { ...home, rows: year }))).toBe(8_760);
    const days = sql`select count(*) as days, sum(hours) as hours from series.day where home_id = ${home.home}`;
    expect(await db.row(days)).toEqual({ days: 366, hours: 8_760 });
  });
});
