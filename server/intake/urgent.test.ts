import { expect, it } from "vitest";
import type { Observation } from "#server/store/memory/observation.ts";
import { seen } from "#server/store/memory/testing.ts";
import { isUrgent } from "./urgent.ts";

const at = "2026-11-21T06:45:00+00:00";
const of = (deviceClass: string) => ({ attributes: `{"device_class":"${deviceClass}","friendly_name":"x"}` });

it.each<[boolean, string, Observation]>([
  [true, "a leak", seen("binary_sensor.sink", at, of("moisture"))],
  [true, "smoke", seen("binary_sensor.hall", at, of("smoke"))],
  [false, "a door", seen("binary_sensor.door", at, of("door"))],
  [false, "a humidity", seen("sensor.sink", at, of("moisture"))],
  [true, "a lock", seen("lock.front", at)],
  [true, "an alarm", seen("alarm_control_panel.house", at)],
  [false, "a light by itself", seen("light.hall", at, { context: { id: "a", parent_id: null, user_id: null } })],
  [true, "a light that an automation switched", seen("light.hall", at, { context: { id: "a", parent_id: "b" } })],
  [true, "a light that a person switched", seen("light.hall", at, { context: { id: "a", user_id: "u" } })],
  [true, "a call", seen("", at, { type: "call_service", entityId: null })],
  [true, "a button", seen("", at, { type: "zha_event", entityId: null })],
  [false, "the recorder's own words", seen("", at, { type: "recorder_5min_statistics_generated", entityId: null })],
  [false, "a lock of last year", seen("lock.front", at, { source: "backfill" })],
])("%s for %s", (urgent, _, observation) => {
  expect(isUrgent(observation)).toBe(urgent);
});
