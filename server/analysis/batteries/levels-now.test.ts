import { describe, expect, it } from "vitest";
import { cellOf } from "#server/cell.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { levelsNow } from "./levels-now.ts";
import type { BatteryRow } from "./queries.ts";

const AT = "2026-11-20T12:00:00+00:00";
const row = (entity_id: string, parts: Partial<BatteryRow> = {}): BatteryRow => ({
  ...{
    key: entity_id.length,
    entity_id,
    name: entity_id,
    area: null,
    device_id: "d",
    platform: "zha",
    unit: "%",
    last: null,
  },
  ...parts,
});
const flag = (entity_id: string) => row(entity_id, { unit: null });
const volts = (entity_id: string, unit = "V") => row(entity_id, { unit });
type Told = Record<string, string | [string, Record<string, unknown>]>; // by entity id
const present = (told: Told): Map<string, PresentState> =>
  new Map(
    Object.entries(told).map(([entityId, it]) => {
      const [state, attributes] = typeof it === "string" ? [it, {}] : it;
      return [entityId, { entityId, state, attributes, changedAt: AT, updatedAt: AT }];
    }),
  );
const told = (rows: BatteryRow[], states: Told) =>
  levelsNow(rows, present(states)).map(({ row: { entity_id }, ...level }) => ({ entity_id, ...level }));

describe("a battery", () => {
  it("stands at what it tells now, else at what it told last", () => {
    const sensor = row("sensor.b", { last: 40 });
    expect(told([sensor], { "sensor.b": "38" })).toMatchObject([{ tells: "percent", percent: 38, is_low: false }]);
    expect(told([sensor], { "sensor.b": "unavailable" })).toMatchObject([{ percent: 40 }]);
    expect(told([sensor], { "sensor.b": "255" })).toMatchObject([{ percent: 40 }]);
    expect(told([row("sensor.b")], {})).toMatchObject([{ percent: null, is_low: null }]);
    expect(told([sensor], { "sensor.b": "15" })).toMatchObject([{ is_low: true }]);
  });

  it("that only says whether it is low is listed as that", () => {
    const it = flag("binary_sensor.smoke_battery");
    const low = (state: string) => told([it], { "binary_sensor.smoke_battery": state });
    expect(low("on")).toMatchObject([{ tells: "low", percent: null, is_low: true }]);
    expect(low("off")).toMatchObject([{ is_low: false }]);
    expect(low("unavailable")).toMatchObject([{ is_low: null }]);
  });

  it("that only tells its voltage is never called low by that", () => {
    const it = volts("sensor.soil_battery_voltage", "mV");
    expect(told([it], { "sensor.soil_battery_voltage": "2210" })).toMatchObject([
      { tells: "voltage", percent: null, is_low: null, volts: 2.21 },
    ]);
    expect(told([volts("sensor.van_battery")], { "sensor.van_battery": "12.6" })).toEqual([]);
    expect(told([volts("sensor.x_battery")], { "sensor.x_battery": "unknown" })).toEqual([]);
  });

  it("of a device that tells all three is there once, by its level", () => {
    const all = [row("sensor.b"), flag("binary_sensor.b"), volts("sensor.battery_voltage")];
    expect(told(all, { "sensor.b": "80", "binary_sensor.b": "on", "sensor.battery_voltage": "2.9" })).toEqual([
      { entity_id: "sensor.b", tells: "percent", percent: 80, is_low: false, volts: 2.9, cell: null },
    ]);
  });

  it("that Battery Notes tells once more is there once, with the cell that it knows", () => {
    const noted = row("sensor.b_plus", { platform: "battery_notes" });
    const states: Told = { "sensor.b": "80", "sensor.b_plus": ["80", { battery_type: "AAA", battery_quantity: 2 }] };
    expect(told([row("sensor.b"), noted], states)).toMatchObject([
      { entity_id: "sensor.b", cell: { type: "AAA", quantity: 2, chemistry: null } },
    ]);
    expect(told([noted], states)).toMatchObject([{ entity_id: "sensor.b_plus", percent: 80 }]);
  });

  it("without a device is one of its own", () => {
    const [one, other] = [row("sensor.a", { device_id: null }), row("sensor.bb", { device_id: null })];
    expect(told([one, other], { "sensor.a": "1", "sensor.bb": "2" })).toHaveLength(2);
  });
});

describe("the cell of a battery", () => {
  it.each([
    [
      { battery_size: "CR2032", battery_quantity: 1 },
      { type: "CR2032", quantity: 1, chemistry: "lithium" },
    ],
    [{ battery_size: "LR44" }, { type: "LR44", quantity: null, chemistry: "alkaline" }],
    [
      { battery_size: "AA", battery_quantity: 2 },
      { type: "AA", quantity: 2, chemistry: null },
    ],
    [{ battery_type: "3× AAA" }, { type: "AAA", quantity: 3, chemistry: null }],
    [{ battery_size: "Unknown" }, undefined],
    [{ battery_size: "Other", battery_quantity: 4 }, undefined],
    [{ battery_type: 5 }, undefined],
    [{ battery_type: "x".repeat(300) }, undefined],
    [{ battery_size: "CRAZY" }, { type: "CRAZY", quantity: null, chemistry: null }],
    [{}, undefined],
  ])("is told by %j", (attributes, cell) => expect(cellOf(attributes)).toEqual(cell));
});
