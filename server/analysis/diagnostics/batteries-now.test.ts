import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { batteryDying } from "./checks/battery-dying.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { lastTold } from "./house/last-told.ts";
import { entitiesOf } from "./queries.ts";
import { ago, house, NOW } from "./testing.ts";
import { languages } from "./words.ts";

const level = (state: string, parts: object = {}) => ({
  device_class: "battery",
  unit: "%",
  device_id: "d",
  state,
  ...parts,
});
const day = (days: number) => new Date((NOW + days * 86_400) * 1000).toISOString().slice(0, 10);
const prediction = (days: number) => ({
  entity_id: 1,
  detector: "curves 1",
  made_on: day(-3),
  expected_on: day(days),
  earliest_on: day(days - 2),
  latest_on: day(days + 4),
  basis: { percent: 22, since: day(-300) },
});

describe("one battery is one finding", () => {
  const away = level("unavailable", { since: ago(20), lastTold: { state: "9", at: ago(21) } });
  const silent = (parts: object = {}) =>
    house()
      .device("d")
      .with("sensor.b", { ...away, ...parts })
      .with("sensor.t", { device_id: "d", state: "unavailable", since: ago(20) })
      .now();

  it("that stays while its device is silent, of which the battery is the cause", () => {
    expect(batteryLow.look(silent())).toMatchObject([
      { subject: { id: "sensor.b" }, evidence: { percent: 9, is_last: true }, since: ago(21) },
    ]);
    expect(deviceUnavailable.look(silent())).toMatchObject([
      { subject: { id: "d" }, cause: { check: "battery-low", subject: { kind: "entity", id: "sensor.b" } } },
    ]);
  });

  it("that ends when a higher level is told, and explains no silence that was before it", () => {
    expect(batteryLow.look(house().device("d").with("sensor.b", level("100")).now())).toEqual([]);
    const full = silent({ lastTold: { state: "80", at: ago(21) } });
    expect(batteryLow.look(full)).toEqual([]);
    expect(deviceUnavailable.look(full)[0]).not.toHaveProperty("cause.check");
    expect(deviceUnavailable.look(silent({ lastTold: { state: "9", at: ago(3) } }))[0]?.cause).toBeUndefined();
  });

  it("that was foretold, becomes more severe, and goes on when it came", () => {
    const told = (state: string, parts: object) => house().device("d").with("sensor.b", level(state, parts)).now();
    const soon = told("22", { foretold: prediction(10) });
    expect(batteryDying.look(soon)).toMatchObject([{ severity: "info", evidence: { now: null } }]);
    expect(batteryLow.look(soon)).toEqual([]);
    const low = told("12", { foretold: prediction(10) });
    expect(batteryDying.look(low)).toMatchObject([{ severity: "warning", evidence: { now: 12 } }]);
    expect(batteryLow.look(low)).toMatchObject([{ cause: { check: "battery-dying", subject: { id: "sensor.b" } } }]);
    const empty = told("2", { cameTrue: prediction(-1) });
    expect(batteryDying.look(empty)).toMatchObject([{ severity: "error", evidence: { now: 2 } }]);
    expect(batteryLow.look(empty)).toMatchObject([{ cause: { check: "battery-dying" } }]);
    const anew = told("100", { cameTrue: prediction(-1) });
    expect([...batteryDying.look(anew), ...batteryLow.look(anew)]).toEqual([]);
  });

  it("that is told once by a level and a flag that were both heard last", () => {
    const both = house()
      .device("d")
      .with("sensor.b", away)
      .with("binary_sensor.b", { ...away, unit: null, lastTold: { state: "on", at: ago(21) } })
      .now();
    expect(batteryLow.look(both).map(({ subject }) => subject.id)).toEqual(["sensor.b"]);
  });
});

describe("a battery that tells its voltage alone", () => {
  const found = (
    volts: string,
    cell: Record<string, unknown>,
    { unit = "V", id = "sensor.door_battery_voltage", with: other = "" } = {},
  ) => {
    const built = house()
      .device("d")
      .with(id, { device_class: "voltage", unit, device_id: "d", state: volts, attributes: cell });
    if (other) built.with(other, level("80"));
    return batteryLow.look(built.now()).map(({ evidence }) => evidence.volts);
  };
  const coin = { battery_type: "CR2032" };

  it.each<[string, ReturnType<typeof found>, unknown[]]>([
    ["a lithium coin at its end", found("2.4", coin), [2.4]],
    ["one in millivolts", found("2310", coin, { unit: "mV" }), [2.31]],
    ["a single alkaline cell at its end", found("0.98", { battery_size: "LR6", battery_quantity: 1 }), [0.98]],
    ["a lithium coin that holds", found("2.7", coin), []],
    ["two alkaline cells, joined nobody knows how", found("1.9", { battery_size: "LR6", battery_quantity: 2 }), []],
    ["AA, which are of several kinds", found("2.0", { battery_type: "2× AA" }), []],
    ["a cell that nobody names", found("2.0", {}), []],
    ["a voltage that no cell has", found("0.1", coin), []],
    ["one that tells nothing now", found("unavailable", coin), []],
    ["the mains", found("2.3", coin, { id: "sensor.plug_voltage" }), []],
    ["one that tells its level as well", found("2.3", coin, { with: "sensor.level" }), []],
  ])("is judged only where that is certain: %s", (_, volts, expected) => {
    expect(volts).toEqual(expected);
  });

  it("is told of in volts, in each language", () => {
    for (const language of ["en", "de"] as const) {
      const about = { name: "Door", lasting: "for 2 hours" };
      const evidence = { percent: null, threshold: 15, volts: 2.3, is_last: false };
      expect(languages[language].checks["battery-low"](evidence, about).sentence).toMatch(/^Door .* 2.3 V/);
    }
  });
});

describe("what a battery told last", () => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase();
    home = await memoryHome(db);
  }, 60_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const at = (days: number) => instantOf((NOW - days * 86_400) * 1000);
  const states = new Map<string, PresentState>();
  const say = (entityId: string, state: string) =>
    states.set(entityId, { entityId, state, attributes: {}, changedAt: at(1), updatedAt: at(1) });
  const told = async () => {
    const entities = await db.transaction((tx) => entitiesOf(tx, home.home));
    const last = await db.transaction((tx) => lastTold(tx, { home: home.home, now: NOW, present: states }, entities));
    return Object.fromEntries(
      [...last].map(([key, it]) => [entities.find((one) => one.key === key)?.entity_id, it.state]),
    );
  };

  it("is remembered of those that tell nothing now, until somebody says that it was replaced", async () => {
    for (const id of ["silent", "heard", "fixed", "noted"]) {
      await home.entity(`sensor.${id}`);
      await home.remember(seen(`sensor.${id}`, at(9), { state: "12" }), seen(`sensor.${id}`, at(5), { state: "9" }));
      say(`sensor.${id}`, id === "heard" ? "8" : "unavailable");
      if (id !== "heard") await home.remember(seen(`sensor.${id}`, at(4), { state: "unavailable" }));
    }
    await home.entity("sensor.noted_replaced");
    say("sensor.noted_replaced", at(2));
    await db.run(
      sql`update house.entity set device_class = 'battery', device_id = entity_id where home_id = ${home.home}`,
    );
    await db.run(sql`
      update house.entity set device_class = 'timestamp', platform = 'battery_notes', device_id = 'sensor.noted'
      where entity_id = 'sensor.noted_replaced'`);
    await db.run(sql`
      insert into ledger.finding (home_id, check_name, subject_kind, subject, severity, evidence, mentions, since, opened_at, closed_at, closed_as)
      values (${home.home}, 'battery-low', 'entity', ${await home.entity("sensor.fixed")}::text, 'warning', '{}', '{}', ${at(6)}, ${at(6)}, ${at(3)}, 'fixed')`);
    expect(await told()).toEqual({ "sensor.silent": "9" });
  });
});
