import { expect, it } from "vitest";
import { instantOf } from "#server/instant.ts";
import type { Maintenance } from "#server/store/ledger/maintenance/queries.ts";
import { house, NOW } from "../testing.ts";
import { heldBack } from "./held-back.ts";

const at = (minutes: number) => instantOf((NOW + minutes * 60) * 1000);
const work = (parts: Partial<Maintenance> = {}): Maintenance => ({
  ...{
    maintenance: 1,
    kind: "work",
    subject_kind: "home",
    subject: "",
    from: at(-60),
    until: at(60),
    why: null,
    by: null,
  },
  ...parts,
});
const built = house()
  .device("d-hall", { area_id: "hall" })
  .device("d-motion", { area_id: "attic" })
  .with("sensor.hall", { device_id: "d-hall" })
  .with("binary_sensor.motion", { device_id: "d-motion", device_class: "motion" })
  .with("sensor.motion_battery", { device_id: "d-motion", category: "diagnostic" })
  .with("automation.evening")
  .now();
const device = (subject: string, check_name = "device-silent") => ({ check_name, subject_kind: "device", subject });
const entity = (id: string) => ({
  ...{ check_name: "battery-low", subject_kind: "entity", subject: String(built.things.get(id)?.key) },
});
const held = (windows: Maintenance[], emptySince?: number) =>
  heldBack({ windows, emptySince, ofHabits: new Set(["device-silent", "automation-stopped"]) }, built);

it("holds nothing back where nobody works on anything", () => {
  expect(held([])(device("d-hall"))).toBe(false);
  expect(held([work({ from: at(5) })])(device("d-hall")), "not yet").toBe(false);
  expect(held([work({ until: at(-11) })])(device("d-hall")), "long over").toBe(false);
  expect(held([work({ until: at(-9) })])(device("d-hall")), "things are still coming back").toBe(true);
});

it("holds back what is in the area, of the device, or anywhere where all of the home is worked on", () => {
  const ofArea = held([work({ subject_kind: "area", subject: "hall" })]);
  expect([device("d-hall"), device("d-motion"), entity("sensor.hall")].map(ofArea)).toEqual([true, false, true]);
  expect(ofArea({ check_name: "integration-failed", subject_kind: "integration", subject: "e" })).toBe(false);
  const ofDevice = held([work({ subject_kind: "device", subject: "d-motion" })]);
  expect([device("d-hall"), device("d-motion"), entity("sensor.motion_battery")].map(ofDevice)).toEqual([
    false,
    true,
    true,
  ]);
  expect(held([work()])({ check_name: "integration-failed", subject_kind: "integration", subject: "e" })).toBe(true);
});

it("judges on a holiday what needs nobody, and waits with what only people cause", () => {
  for (const holiday of [held([work({ kind: "holiday" })]), held([], NOW - 40 * 3_600)]) {
    expect(holiday(device("d-motion"))).toBe(true);
    expect(holiday(device("d-motion", "device-unavailable"))).toBe(false);
    expect(holiday(device("d-hall")), "a thermometer reports by itself").toBe(false);
    const automation = { subject_kind: "automation", subject: String(built.things.get("automation.evening")?.key) };
    expect(holiday({ check_name: "automation-stopped", ...automation })).toBe(true);
  }
  expect(held([], NOW - 10 * 3_600)(device("d-motion")), "a day out is no holiday").toBe(false);
});
