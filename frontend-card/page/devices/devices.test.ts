import { expect, it } from "vitest";
import type { DeviceHealthPage } from "#server/analysis/devices/contract.ts";
import { type DeviceShown, devicesIn, WELL, withDevices, withScores } from "./device-list.ts";
import { inSight, NOWHERE, type Sight } from "./in-sight.ts";
import { isLate } from "./is-late.ts";
import { rowsNear, topFor } from "./rows-near.ts";
import { strengthOf } from "./strength.ts";

const NOW = 1_764_250_000;
const page = (items: DeviceHealthPage["items"]): DeviceHealthPage => ({
  ...{
    at: NOW,
    today: "2026-11-27",
    areas: ["Hall"],
    models: [["Aqara", null]],
    integrations: ["zha"],
    units: ["lqi"],
  },
  ...{ watched: 2, looked_at: null, items, gone: [], cursor: null },
});
const device = (name: string, parts: Partial<DeviceShown> = {}): DeviceShown => ({
  ...{ id: name, name, area: null, manufacturer: null, model: null, integration: null, reported: null, usual: null },
  ...{ battery: null, emptyOn: null, link: null, awaySince: null, worst: null, open: 0, score: WELL },
  ...parts,
});

it("reads a row in full, and what is left out of it as not known", () => {
  const [full, bare] = devicesIn(
    page([
      ["d-1", "Door", 0, 0, 0, 300, 512, 87, 37, 142, 0, 60, "error", 2],
      ["d-2", "Hub", null, null, null, null, null],
    ]),
  );
  expect(full).toMatchObject({ area: "Hall", manufacturer: "Aqara", model: null, reported: NOW - 300, usual: 512 });
  expect(full).toMatchObject({ battery: 87, link: { value: 142, unit: "lqi" }, awaySince: NOW - 60, worst: "error" });
  expect(new Date(full?.emptyOn ?? 0).toISOString()).toBe("2027-01-03T12:00:00.000Z");
  expect(bare).toEqual(device("Hub", { id: "d-2" }));
});

it("takes in what is another by now, and lets go of what is gone", () => {
  const known = new Map([device("a"), device("b")].map((one) => [one.id, one]));
  const now = withDevices(known, [device("b", { open: 1 }), device("c")], ["a"]);
  expect([...now.values()].map(({ id, open }) => [id, open])).toEqual([
    ["b", 1],
    ["c", 0],
  ]);
});

it("draws again only what has other points by now", () => {
  const known = new Map([device("a"), device("b", { score: 40 })].map((one) => [one.id, one]));
  const now = withScores(known, new Map([["a", 92]]));
  expect([...now.values()].map(({ id, score }) => [id, score])).toEqual([
    ["a", 92],
    ["b", WELL],
  ]);
  expect(withScores(now, new Map([["a", 92]])).get("a")).toBe(now.get("a"));
});

const ALL = [
  device("Sensor 10", { area: "Hall", battery: 50, reported: NOW - 10, link: { value: 255, unit: "lqi" } }),
  device("Sensor 9", { worst: "warning", open: 1, battery: 80, emptyOn: NOW * 1000, reported: NOW - 900 }),
  device("Lamp", { area: "Hall", model: "Bulb", link: { value: -90, unit: "dBm" } }),
  device("Hub", { worst: "critical", open: 2, battery: 10, reported: NOW - 50 }),
];
const sight = (parts: Partial<Sight>): Sight => ({
  ...{ text: "", area: "", onlyAttention: false, by: "findings", isReversed: false },
  ...parts,
});

it.each([
  [{}, ["Hub", "Sensor 9", "Lamp", "Sensor 10"], "the worst first, then by name, numbers as numbers"],
  [{ by: "name" }, ["Hub", "Lamp", "Sensor 9", "Sensor 10"], "by name"],
  [{ by: "battery" }, ["Sensor 9", "Hub", "Sensor 10", "Lamp"], "what ends soonest, then what is emptiest"],
  [{ by: "battery", isReversed: true }, ["Sensor 10", "Hub", "Sensor 9", "Lamp"], "what is not known stays last"],
  [{ by: "link" }, ["Lamp", "Sensor 10", "Hub", "Sensor 9"], "the weakest link, whatever its unit"],
  [{ by: "seen" }, ["Sensor 9", "Hub", "Sensor 10", "Lamp"], "the longest silence"],
  [{ onlyAttention: true }, ["Hub", "Sensor 9"], "what needs attention"],
  [{ area: "Hall" }, ["Lamp", "Sensor 10"], "an area"],
  [{ area: NOWHERE }, ["Hub", "Sensor 9"], "what is in none"],
  [{ text: "hall bulb" }, ["Lamp"], "every word of room, maker and model"],
] as [Partial<Sight>, string[], string][])("shows for %j: %j (%s)", (wish, names) => {
  expect(inSight(ALL, sight(wish)).map(({ name }) => name)).toEqual(names);
});

it("draws the rows in the box and a few around it, in steps", () => {
  const box = { height: 600, rowHeight: 60, count: 3_000 };
  expect(rowsNear({ ...box, top: 0 })).toEqual({ from: 0, to: 22 });
  expect(rowsNear({ ...box, top: 60_000 })).toEqual({ from: 992, to: 1_022 });
  expect(rowsNear({ ...box, top: 60_060 }).from).toBe(992);
  expect(rowsNear({ ...box, top: 180_000 })).toEqual({ from: 2_992, to: 3_000 });
  expect(rowsNear({ ...box, top: 0, count: 0 })).toEqual({ from: 0, to: 0 });
});

it("scrolls only as far as a row needs to be whole", () => {
  const box = { top: 600, height: 600, rowHeight: 60 };
  expect([topFor(9, box), topFor(10, box), topFor(19, box), topFor(20, box)]).toEqual([540, undefined, undefined, 660]);
});

it("calls late what is quiet for much longer than usual, and for two hours at least", () => {
  const quiet = (seconds: number, usual: number | null) => isLate(device("a", { reported: NOW - seconds, usual }), NOW);
  expect([quiet(7_000, 60), quiet(7_300, 60), quiet(7_300, 4_096), quiet(20_000, 4_096), quiet(1e6, null)]).toEqual([
    ...[false, true, false, true, false],
  ]);
});

it.each([
  [{ value: 20, unit: "lqi" }, 1],
  [{ value: 120, unit: "lqi" }, 3],
  [{ value: -55, unit: "dBm" }, 4],
  [{ value: -75, unit: "dB" }, 2],
  [{ value: 60, unit: "%" }, 3],
])("shows %j as %i bars", (link, bars) => {
  expect(strengthOf(link).bars).toBe(bars);
});
