import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Clock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import type { Identity } from "#server/store/house/identity-queries.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { timeline } from "#server/store/memory/timeline.ts";
import { pairsOf, whyNotAlike } from "./alike.ts";
import { continueHistory, type Place, separateHistories } from "./continue-history.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (day: number, hour: number) => `2026-11-${day}T${String(hour).padStart(2, "0")}:00:00.000000+00:00`;
const OLD = "sensor.cellar";
const NEW = "sensor.cellar_2";

describe("alike", () => {
  const identity = (entity_id: string, parts: Partial<Identity> = {}): Identity => ({
    ...{ id: 1, entity_id, registry_id: null, device_id: null, device_name: null, name: null, category: null },
    ...{ device_class: null, unit: null, state_class: null, is_gone: false },
    ...parts,
  });
  it.each([
    [identity("sensor.a", { unit: "W" }), identity("sensor.b", { unit: "W" }), undefined],
    [
      identity("sensor.a", { unit: "W" }),
      identity("sensor.b", { unit: "kWh" }),
      "one is measured in W, the other in kWh",
    ],
    [identity("light.a"), identity("switch.b"), "one is a light, the other a switch"],
    [identity("person.a"), identity("person.b"), "where a person was belongs to that person, and is not handed on"],
    [
      identity("sensor.a", { state_class: "total" }),
      identity("sensor.b", { state_class: "measurement" }),
      "one is a counter and the other is not",
    ],
  ])("%#", (old, next, why) => {
    expect(whyNotAlike(old, next)).toBe(why);
  });

  it("are the only ones of a kind, or those that are called alike, and no others", () => {
    const of = (device_name: string, name: string, unit = "°C") =>
      identity(`sensor.${device_name}_${name}`.toLowerCase(), { device_name, name: `${device_name} ${name}`, unit });
    const pairs = pairsOf(
      [of("Old", "Inside"), of("Old", "Outside"), of("Old", "Humidity", "%"), of("Old", "Power", "W")],
      [of("New", "Outside"), of("New", "Inside"), of("New", "Moisture", "%")],
    );
    expect(pairs.map(({ old, next }) => [old.entity_id, next.entity_id])).toEqual([
      ["sensor.old_inside", "sensor.new_inside"],
      ["sensor.old_outside", "sensor.new_outside"],
      ["sensor.old_humidity", "sensor.new_moisture"],
    ]);
  });
});

describe.each(engines)("a thing that goes on for another, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  let place: Place;
  const states = new Map<string, string>();
  beforeAll(async () => {
    db = await testDatabase(engine);
    return () => db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    home = await memoryHome(db);
    states.clear();
    place = { home: home.home, now: NOW, stateNow: (id) => states.get(id) };
    await home.remember(
      seen(OLD, at(10, 8), { state: "11" }),
      seen(OLD, at(11, 8), { state: "unavailable" }),
      seen(NEW, at(12, 8), { state: "12" }),
      seen(NEW, at(12, 9), { state: "13" }),
      seen(OLD, at(13, 9), { state: "unavailable" }), // Home Assistant was restarted
      seen(NEW, at(13, 10), { state: "14" }),
    );
    for (const hour of [at(10, 8), at(11, 8), at(12, 8), at(12, 9)]) await home.close(hour);
    await db.run(sql`
      update house.entity
      set registry_id = 'r-' || entity_id, device_id = case entity_id when ${OLD} then 'd-old' else 'd-new' end, unit = '°C'
      where home_id = ${home.home}`);
    states.set(OLD, "unavailable");
    states.set(NEW, "14");
  });

  const go = (old: string, next: string) => db.transaction((tx) => continueHistory(tx, place, { old, next }));
  const statesOf = async (entity_id: string) => {
    const key = await db.row<{ id: number }>(sql`
      select id from house.entity where home_id = ${home.home} and entity_id = ${entity_id} and removed_at is null`);
    const rows = await db.rows<{ state: string }>(sql`
      select state from memory.events_between(${home.home}::int, ${at(1, 0)}::timestamptz, ${at(29, 0)}::timestamptz, ${[key?.id ?? 0]}::int[]) order by at`);
    return rows.map(({ state }) => state);
  };
  const house = () =>
    db.rows(sql`
      select id, entity_id, registry_id, device_id, name, unit, removed_at from house.entity where home_id = ${home.home} order by id`);

  it("has one history, in what it is called now, and keeps what is heard under it", async () => {
    const [old, next] = [await home.entity(OLD), await home.entity(NEW)];
    await go(OLD, NEW);
    expect(await statesOf(NEW)).toEqual(["11", "unavailable", "12", "13", "14"]);
    expect(await statesOf(OLD)).toEqual(["unavailable"]);
    expect(await house()).toMatchObject([
      { id: old, entity_id: NEW, registry_id: `r-${NEW}`, device_id: "d-new" },
      { id: next, entity_id: OLD, registry_id: `r-${OLD}`, device_id: "d-old" },
    ]);
    const { items } = await timeline(db, { home: home.home, now: NOW, entities: [NEW], limit: 50, attributes: false });
    expect(items.map(({ state }) => state)).toEqual(["14", "13", "12", "unavailable", "11"]);
  });

  it("is taken back exactly, with what came since", async () => {
    const before = await house();
    const { continued } = await go("d-old", "d-new");
    const old = await home.entity(OLD); // its row is called as the new one now
    await home.remember(seen(OLD, at(21, 10), { state: "15" }));
    expect(await statesOf(NEW)).toEqual(["11", "unavailable", "12", "13", "14", "15"]);
    await db.transaction((tx) => separateHistories(tx, place, continued));
    expect(await house()).toEqual(before);
    expect(await statesOf(OLD)).toEqual(["11", "unavailable", "unavailable"]);
    expect(await statesOf(NEW)).toEqual(["12", "13", "14", "15"]);
    expect(old).toBeGreaterThan(0);
    await expect(db.transaction((tx) => separateHistories(tx, place, continued))).rejects.toMatchObject({
      code: "undone_already",
    });
  });

  it("may be gone from the registry, also under the very same name", async () => {
    await db.run(
      sql`update house.entity set removed_at = ${at(12, 0)} where home_id = ${home.home} and entity_id = ${OLD}`,
    );
    await db.run(sql`update house.entity set entity_id = ${OLD} where home_id = ${home.home} and entity_id = ${NEW}`);
    await go(OLD, OLD);
    expect(await statesOf(OLD)).toEqual(["11", "unavailable", "12", "13", "14"]);
  });

  it("is refused where the old one answers, is of another kind, or is not known", async () => {
    states.set(OLD, "11");
    await expect(go(OLD, NEW)).rejects.toMatchObject({ code: "still_there" });
    states.set(OLD, "unavailable");
    await db.run(sql`update house.entity set unit = '°F' where home_id = ${home.home} and entity_id = ${NEW}`);
    await expect(go(OLD, NEW)).rejects.toMatchObject({ code: "not_alike" });
    await expect(go("d-old", "d-new")).rejects.toMatchObject({ code: "not_alike" });
    await expect(go("sensor.nobody", NEW)).rejects.toMatchObject({ code: "unknown_thing" });
  });

  it("has its sums made anew, of both parts in one series, and apart again", async () => {
    const attributes = JSON.stringify({ unit_of_measurement: "°C", state_class: "measurement" });
    const told = [
      seen(OLD, at(10, 9), { state: "10", attributes }),
      seen(NEW, at(12, 10), { state: "20", attributes }),
    ];
    await home.remember(...told);
    const clock = { now: () => NOW, sleep: async () => {}, elapsed: () => 0 } as unknown as Clock;
    const sums = async (entity_id: string) => {
      while ((await closeDue({ db, clock })) > 0);
      const rows = await db.rows<{ hour: string; mean: number }>(sql`
        select hour, mean
        from series.hour
        join series.series on series.id = hour.series_id
        join house.entity on entity.id = series.entity_id
        where series.home_id = ${home.home} and entity.entity_id = ${entity_id} and hour.count > 0
        order by hour`);
      return rows.map(({ hour, mean }) => [hour.slice(8, 13), mean]);
    };
    expect(await sums(OLD)).toEqual([["10T09", 10]]);
    expect(await sums(NEW)).toEqual([["12T10", 20]]);
    const { continued } = await go(OLD, NEW);
    expect(await sums(NEW)).toEqual([
      ["10T09", 10],
      ["12T10", 20],
    ]);
    expect(await sums(OLD)).toEqual([]);
    await db.transaction((tx) => separateHistories(tx, place, continued));
    expect(await sums(OLD)).toEqual([["10T09", 10]]);
    expect(await sums(NEW)).toEqual([["12T10", 20]]);
  });

  it("marks its hours to be summed up and told anew", async () => {
    await go(OLD, NEW);
    const due = await db.rows<{ hour: string }>(
      sql`select hour from memory.due_hour where home_id = ${home.home} order by hour`,
    );
    expect(due.map(({ hour }) => hour.slice(8, 13))).toEqual(["12T08", "12T09", "13T09", "13T10"]);
  });
});
