import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import type { Call } from "#server/command.ts";
import { ChartInput } from "../contract.ts";
import { rollUpHour } from "../roll-up.ts";
import { keepStatistics } from "../statistics/keep-statistics.ts";
import { type Remembered, rememberingHome } from "../testing.ts";
import { chart } from "./chart.ts";

const START = "2026-11-20T10:00:00.000000+00:00";
const HOUR = 3600;
const watts = { unit_of_measurement: "W", state_class: "measurement" };

describe.each(engines)("a chart on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const at = (hours: number) => new Date(Date.parse(START) + hours * 3_600_000).toISOString();
  const instant = (hours: number) => `${at(hours).slice(0, 19)}.000000+00:00`;
  const ask = (home: Remembered, asked: object, now = 24) => {
    const input = ChartInput.parse({ entity_id: "sensor.power", from: at(0), to: at(6), ...asked });
    const world = { clock: { ...systemClock, now: () => Date.parse(at(now)) } };
    return chart.run(input, { world, db: db.as(home.person), home: home.home } as unknown as Call);
  };
  const roll = (home: Remembered, hour: number) =>
    db.transaction(async (tx) => {
      await home.close(tx, instant(hour));
      return rollUpHour(tx, { ...home, hour: instant(hour) });
    });

  async function furnished(told: { seconds: number; state: string; attributes?: Record<string, unknown> }[]) {
    const home = await rememberingHome(db, "Europe/Berlin");
    await db.run(sql`
      insert into people.member (home_id, user_id, role)
      values (${home.home}, ${home.person}, 'owner')`);
    await home.furnish("sensor.power", { unit: "W", stateClass: "measurement" });
    await home.furnish("binary_sensor.door");
    await home.tell(
      START,
      told.map((it) => ({ entity: "sensor.power", attributes: watts, ...it })),
    );
    return home;
  }
  const everyMinute = (minutes: number) =>
    Array.from({ length: minutes }, (_, index) => ({ seconds: index * 60, state: String(index % 10) }));

  it("shows each number while they fit, beginning with the one that was there", async () => {
    const home = await furnished(everyMinute(120));
    await roll(home, 0);
    const { resolution, points, unit, name } = await ask(home, { from: at(0.505), to: at(0.55) });
    expect({ resolution, unit, name }).toEqual({ resolution: "raw", unit: "W", name: "Name of sensor.power" });
    expect(points.map(({ at, last, count }) => [at.slice(11, 19), last, count])).toEqual([
      ["10:30:18", 0, 0],
      ["10:31:00", 1, 1],
      ["10:32:00", 2, 1],
    ]);
  });

  it("has the same numbers from rolled-up hours as from open ones, in every resolution", async () => {
    const home = await furnished(everyMinute(240));
    const asks = [{ points: 100 }, { points: 10 }, { points: 10, to: at(14) }];
    const open = [];
    for (const asked of asks) open.push(await ask(home, asked, 4));
    expect(open.map(({ resolution }) => resolution)).toEqual(["5 minutes", "hour", "day"]);
    expect(open[0]?.points.slice(0, 2)).toMatchObject([
      { at: START, until: "2026-11-20T10:05:00.000000+00:00", mean: 2, min: 0, max: 4, last: 4, count: 5 },
      { mean: 7, count: 5 },
    ]);
    for (const hour of [0, 1, 2, 3]) await roll(home, hour);
    for (const [index, asked] of asks.entries()) expect(await ask(home, asked, 4)).toEqual(open[index]);
  });

  it("lays the running hour over the closed ones, up to now", async () => {
    const home = await furnished(everyMinute(90));
    await roll(home, 0);
    const { points } = await ask(home, { points: 10, to: at(3) }, 1.5);
    expect(points.map(({ until, count, last }) => [until?.slice(11, 16), count, last])).toEqual([
      ["11:00", 60, 9],
      ["11:30", 30, 9],
    ]);
  });

  it("falls back to rollups where the events are gone", async () => {
    const home = await furnished(everyMinute(60));
    await roll(home, 0);
    await db.run(sql`delete from memory.event where home_id = ${home.home}`);
    const { resolution, points } = await ask(home, { to: at(1) });
    expect(resolution).toBe("5 minutes");
    expect(points).toHaveLength(12);
  });

  it("shows the latest unit and names the others", async () => {
    const home = await furnished([
      { seconds: 0, state: "1500" },
      { seconds: HOUR + 60, state: "1.5", attributes: { ...watts, unit_of_measurement: "kW" } },
    ]);
    await roll(home, 0);
    await roll(home, 1);
    expect(await ask(home, {})).toMatchObject({ unit: "kW", other_units: ["W"] });
    expect(await ask(home, { to: at(1) })).toMatchObject({ unit: "W" });
  });

  it("shows hours where only Home Assistant's statistics reach", async () => {
    const home = await furnished([]);
    const rows = [0, 1].map((index) => ({
      statistic_id: "sensor.power",
      name: null,
      unit: "W",
      kind: "measurement" as const,
      start: Date.parse(at(index)),
      mean: 5,
      min: 1,
      max: 9,
      state: null,
      change: null,
      last_reset: null,
    }));
    await db.transaction((tx) => keepStatistics(tx, { ...home, rows }));
    await db.transaction((tx) =>
      keepStatistics(tx, { ...home, rows: rows.map((row) => ({ ...row, statistic_id: "a:b", name: "AB" })) }),
    );
    expect(await ask(home, {})).toMatchObject({ resolution: "hour", points: [{ mean: 5 }, { mean: 5 }] });
    expect(await ask(home, { entity_id: "a:b" })).toMatchObject({ name: "AB", resolution: "hour", points: [{}, {}] });
  });

  it("tells the states of what has no numbers, and the gaps", async () => {
    const home = await furnished([]);
    await home.tell(START, [
      { entity: "binary_sensor.door", seconds: -60, state: "off" },
      { entity: "binary_sensor.door", seconds: 60, state: "on" },
      { entity: "binary_sensor.door", seconds: 70, state: "on", attributes: { battery: 4 } },
      { entity: "binary_sensor.door", seconds: 120, state: "off" },
    ]);
    await db.run(sql`
      insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing)
      values (${home.home}, ${home.connectionId}, ${at(-1)}, ${at(0.01)}, 'HomeOps was off', 'everything')`);
    const { kind, states, gaps, points } = await ask(home, { entity_id: "binary_sensor.door", to: at(1) });
    expect({ kind, points }).toEqual({ kind: "states", points: [] });
    expect(states?.map(({ from, to, state }) => [from.slice(11, 19), to.slice(11, 19), state])).toEqual([
      ["10:00:00", "10:01:00", "off"],
      ["10:01:00", "10:02:00", "on"],
      ["10:02:00", "11:00:00", "off"],
    ]);
    expect(gaps).toEqual([{ from: instant(0), to: "2026-11-20T10:00:36.000000+00:00", reason: "HomeOps was off" }]);
  });

  it("tells what was for the longest where there are too many states", async () => {
    const home = await furnished([]);
    const told = Array.from({ length: 600 }, (_, index) => ({
      entity: "binary_sensor.door",
      seconds: index * 6 + (index % 2 && (index < 300 ? 3 : -3)),
      state: index % 2 ? "on" : "off",
    }));
    await home.tell(START, told);
    const { states } = await ask(home, { entity_id: "binary_sensor.door", to: at(1), points: 20 });
    expect(states).toMatchObject([{ state: "off", to: "2026-11-20T10:30:00.000000+00:00" }, { state: "on" }]);
  });

  it("refuses an unknown entity with its neighbours, a span that ends before it starts, and other homes", async () => {
    const home = await furnished([]);
    await expect(ask(home, { entity_id: "sensor.powr" })).rejects.toMatchObject({
      code: "unknown_entity",
      status: 404,
      message: expect.stringContaining("sensor.power"),
    });
    await expect(async () => ask(home, { to: at(-1) })).rejects.toMatchObject({ code: "bad_span" });
    const other = await furnished([]);
    await expect(ask({ ...home, home: other.home }, {})).rejects.toMatchObject({ code: "unknown_entity" });
  });
});
