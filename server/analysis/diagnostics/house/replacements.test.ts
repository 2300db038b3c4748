import { expect, it } from "vitest";
import { deviceReplaced } from "../checks/device-replaced.ts";
import { ago, house, NOW } from "../testing.ts";
import { replacementsIn } from "./replacements.ts";
import type { PlacedRow } from "./system-queries.ts";

const instant = (hours: number) => new Date(ago(hours) * 1000).toISOString();
const DAY = 24;
const row = (device_id: string, parts: Partial<PlacedRow> = {}): PlacedRow => ({
  ...{
    device_id,
    name: device_id,
    model: "TS0201",
    area_id: "cellar",
    entry_id: "zha",
    entity_id: `sensor.${device_id}`,
  },
  ...{ kind: "sensor/temperature/°C", created_at: instant(300 * DAY), removed_at: null, last_reported: instant(0) },
  ...parts,
});
const old = row("old", { last_reported: instant(9 * DAY) });
const next = row("next", { created_at: instant(5 * DAY) });
const found = (...rows: PlacedRow[]) => {
  const built = house().device("old").device("next");
  for (const { entity_id, device_id, removed_at } of rows)
    if (removed_at === null)
      built.with(entity_id, {
        device_id,
        state: device_id.startsWith("old") ? "unavailable" : "21",
        since: ago(9 * DAY),
      });
  return replacementsIn([row("hall", { area_id: "hall" }), ...rows], built.now());
};

it("sees that one went and its like came to the same place", () => {
  expect(found(old, next)).toEqual([
    { old_id: "old", old_name: "old", new_id: "next", new_name: "next", since: ago(5 * DAY), model: "TS0201" },
  ]);
  expect(found({ ...old, removed_at: instant(8 * DAY), last_reported: null }, next)).toHaveLength(1);
  expect(found({ ...old, last_reported: instant(1) }, next)).toHaveLength(1); // Home Assistant was restarted
  const [replacement] = found(old, next);
  const built = house().device("next").with("sensor.next", { device_id: "next" });
  expect(deviceReplaced.look(built.system({ replacements: replacement ? [replacement] : [] }).now())).toMatchObject([
    {
      subject: { kind: "device", id: "next" },
      severity: "info",
      mentions: ["sensor.next"],
      evidence: { on: "2026-11-16" },
    },
  ]);
  expect(NOW).toBeGreaterThan(replacement?.since ?? NOW);
});

it("knows those of no model by three kinds of entities or more", () => {
  const all = (device: PlacedRow, kinds: string[]) =>
    kinds.map((kind, i) => ({ ...device, model: null, kind, entity_id: `sensor.${device.device_id}_${i}` }));
  expect(found(...all(old, ["a", "b", "c"]), ...all(next, ["c", "b", "a"]))).toHaveLength(1);
  expect(found(...all(old, ["a", "b"]), ...all(next, ["a", "b"]))).toEqual([]);
  expect(found(...all(old, ["a", "b", "c"]), ...all(next, ["a", "b", "d"]))).toEqual([]);
});

it.each([
  ["in another area", [old, { ...next, area_id: "attic" }]],
  [
    "of no area",
    [
      { ...old, area_id: null },
      { ...next, area_id: null },
    ],
  ],
  ["of another model", [old, { ...next, model: "TS0202" }]],
  ["weeks later", [{ ...old, last_reported: instant(21 * DAY) }, next]],
  ["long before the other went", [old, { ...next, created_at: instant(12 * DAY) }]],
  ["twice", [old, next, row("other", { created_at: instant(4 * DAY) })]],
  ["of which two went", [old, row("old2", { last_reported: instant(9 * DAY) }), next]],
  ["that was there with the first look", [{ ...old }, { ...next, created_at: instant(300 * DAY - 1) }]],
])("says nothing of one that came %s", (_, rows) => {
  expect(found(...rows)).toEqual([]);
});
