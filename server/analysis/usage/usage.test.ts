import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import type { UsagePage } from "./contract.ts";
import { daysBetween } from "./days.ts";
import { listUsage } from "./list-usage.ts";
import { minus, useByDay } from "./spans.ts";
import { trendOf } from "./trend.ts";
import { countedAs } from "./usable.ts";

const micros = (text: string) => Date.parse(text) * 1_000;

describe("use by day", () => {
  const use = (
    days: ReturnType<typeof daysBetween>,
    told: [string, string | null][],
    unheard: [number, number][] = [],
  ) =>
    useByDay(
      told.map(([at, state]) => ({ at: micros(at), state })),
      (state) => state === "on",
      { days, unheard, now: micros("2026-12-31T00:00:00Z") },
    );

  it("has days of 23 and of 25 hours where clocks change", () => {
    const spring = daysBetween("2026-03-28", "2026-03-30", "Europe/Berlin");
    const autumn = daysBetween("2026-10-24", "2026-10-26", "Europe/Berlin");
    const hours = (days: typeof spring) =>
      use(days, [["2026-01-01T00:00:00Z", "on"]]).map((it) => [it.hours, it.times]);
    expect(hours(spring)).toEqual([
      [24, 0],
      [23, 0],
      [24, 0],
    ]);
    expect(hours(autumn)).toEqual([
      [24, 0],
      [25, 0],
      [24, 0],
    ]);
  });

  it("divides at midnight, counts on the day of the beginning, and what was out of reach in between once", () => {
    const days = daysBetween("2026-11-20", "2026-11-21", "UTC");
    const told: [string, string | null][] = [
      ["2026-11-20T00:00:00Z", "off"],
      ["2026-11-20T22:00:00Z", "on"],
      ["2026-11-21T01:00:00Z", "unavailable"],
      ["2026-11-21T02:00:00Z", "on"],
      ["2026-11-21T03:00:00Z", "off"],
    ];
    expect(use(days, told)).toEqual([
      { day: "2026-11-20", hours: 2, times: 1, knownHours: 24 },
      { day: "2026-11-21", hours: 2, times: 0, knownHours: 23 },
    ]);
  });

  it("counts nothing in what nobody heard, nor before it was there", () => {
    const days = daysBetween("2026-11-20", "2026-11-20", "UTC");
    const gap: [number, number] = [micros("2026-11-20T10:00:00Z"), micros("2026-11-20T14:00:00Z")];
    expect(
      use(
        days,
        [
          ["2026-11-20T00:00:00Z", null],
          ["2026-11-20T08:00:00Z", "on"],
        ],
        [gap],
      ),
    ).toEqual([{ day: "2026-11-20", hours: 12, times: 0, knownHours: 12 }]);
    expect(
      minus(
        [[0, 10]],
        [
          [2, 4],
          [3, 5],
          [9, 12],
        ],
      ),
    ).toEqual([
      [0, 2],
      [5, 9],
    ]);
  });
});

it("calls a trend what chance would hardly do, by a fifth at least, of two weeks at least", () => {
  const flat = [3, 4, 3, 5, 4, 3, 4];
  expect(trendOf([...flat, ...flat.map((it) => it + 4)])).toMatchObject({ direction: "more" });
  expect(trendOf([...flat.map((it) => it + 4), ...flat])).toMatchObject({ direction: "less" });
  expect(trendOf([...flat, 4, 3, 5, 3, 4, 5, 3])).toMatchObject({ direction: "same" });
  expect(trendOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 90])).toMatchObject({ direction: "same" });
  expect(trendOf(Array(14).fill(0))).toMatchObject({ direction: "same" });
  expect(trendOf(flat)).toBeUndefined();
});

it.each([
  ["light.a", {}, { kind: "states", measure: "on" }],
  ["cover.a", {}, { kind: "states", measure: "open" }],
  ["binary_sensor.a", { device_class: "door" }, { kind: "states", measure: "open" }],
  ["binary_sensor.a", { device_class: "motion" }, undefined],
  ["sensor.a", { unit: "kWh", state_class: "total_increasing" }, { kind: "meter" }],
  ["sensor.a", { unit: "W", state_class: "measurement" }, undefined],
  ["sensor.a", { unit: "EUR", state_class: "total" }, undefined],
])("knows how %s %j is used", (entity_id, parts, counted) => {
  const thing = { entity_id, device_class: null, unit: null, state_class: null, ...parts };
  if (counted) expect(countedAs(thing)).toMatchObject(counted);
  else expect(countedAs(thing)).toBeUndefined();
});

describe.each(engines)("usage, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
    return () => db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    home = await memoryHome(db);
    await db.run(sql`
      insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
      values (${home.home}, ${home.connectionId}, 'live', '2026-11-01T00:00:00Z', '2026-11-21T12:00:00Z')`);
  });
  const list = async (wanted: object = {}) => {
    const world = { clock: { now: () => Date.parse("2026-11-21T12:00:00Z") } };
    const call = { db, home: home.home, world, asker: { kind: "owner" } } as unknown as Call;
    return (await listUsage.run({ limit: 50, first: "2026-11-19", last: "2026-11-21", ...wanted }, call)) as z.infer<
      typeof UsagePage
    >;
  };
  const at = (day: number, hour: number) => `2026-11-${day}T${String(hour).padStart(2, "0")}:00:00.000000+00:00`;

  it("tells how long and how often a thing was on, with the gap in it by name", async () => {
    await home.remember(
      seen("light.hall", at(18, 8), { state: "off" }),
      seen("light.hall", at(19, 20), { state: "on" }),
      seen("light.hall", at(19, 23), { state: "off" }),
      seen("light.hall", at(20, 20), { state: "on" }),
      seen("light.hall", at(21, 2), { state: "off" }),
    );
    await db.run(sql`
      insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing)
      values (${home.home}, ${home.connectionId}, ${at(20, 21)}, ${at(20, 22)}, 'HomeOps was not running', 'everything')`);
    const { items, gaps } = await list();
    expect(gaps).toMatchObject([{ reason: "HomeOps was not running" }]);
    expect(items).toMatchObject([{ entity_id: "light.hall", measure: "on", hours: 8, times: 2, trend: null }]);
    expect(items[0]?.days).toEqual([
      { day: "2026-11-19", hours: 3, times: 1, amount: null, known_hours: 24 },
      { day: "2026-11-20", hours: 3, times: 1, amount: null, known_hours: 23 },
      { day: "2026-11-21", hours: 2, times: 0, amount: null, known_hours: 12 },
    ]);
  });

  it("tells what counters counted in one unit, and how much of a day that is", async () => {
    const key = await home.entity("sensor.heat");
    await db.run(sql`update house.entity set unit = 'Wh', state_class = 'total_increasing' where id = ${key}`);
    for (const [unit, day, change, hours] of [
      ["kWh", "2026-11-19", 1.5, 24],
      ["Wh", "2026-11-20", 500, 20],
    ] as const)
      await db.run(sql`
        with own as (
          insert into series.series (home_id, connection_id, entity_id, unit, kind)
          values (${home.home}, ${home.connectionId}, ${key}, ${unit}, 'meter')
          returning id)
        insert into series.day (day, series_id, home_id, hours, count, change)
        select ${day}::date, own.id, ${home.home}, ${hours}, 1, ${change} from own`);
    expect((await list()).items).toMatchObject([
      {
        ...{ entity_id: "sensor.heat", measure: "amount", unit: "kWh", amount: 2, hours: null, times: null },
        days: [
          { amount: 1.5, known_hours: 24 },
          { amount: 0.5, known_hours: 20 },
          { amount: null, known_hours: 0 },
        ],
      },
    ]);
  });

  it("tells the runs of an appliance with what they took", async () => {
    const key = await home.entity("sensor.washer_power");
    await db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at, ended_at, amount)
      values (${home.home}, ${key}, 'ran', ${at(20, 8)}, ${at(20, 10)}, 0.8), (${home.home}, ${key}, 'ran', ${at(20, 23)}, ${at(21, 1)}, 0.7)`);
    expect((await list()).items).toMatchObject([
      { entity_id: "sensor.washer_power", measure: "runs", hours: 4, times: 2, amount: 1.5, unit: "kWh" },
    ]);
  });

  it("comes in pages, and refuses a span that is none", async () => {
    for (const id of ["light.a", "light.b", "light.c"]) await home.remember(seen(id, at(19, 8), { state: "off" }));
    const first = await list({ limit: 2 });
    expect(first.items.map(({ entity_id }) => entity_id)).toEqual(["light.a", "light.b"]);
    expect((await list({ limit: 2, cursor: first.cursor })).items.map(({ entity_id }) => entity_id)).toEqual([
      "light.c",
    ]);
    expect((await list({ things: ["light.b"] })).items).toHaveLength(1);
    await expect(list({ first: "2026-11-22" })).rejects.toMatchObject({ code: "bad_span" });
  });
});
