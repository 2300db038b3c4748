import { expect, it } from "vitest";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { de } from "../words/de.ts";
import { en } from "../words/en.ts";
import { phrase, subjectOf } from "./phrase.ts";

const event = (entity_id: string, old_state: string | null, state: string | null, more = {}): RememberedEvent => ({
  event: "e",
  at: "2026-11-21T06:45:12.000000+00:00",
  kind: "state_changed",
  entity_id,
  name: null,
  area: null,
  state,
  old_state,
  unit: null,
  device_class: null,
  attributes: null,
  source: "live",
  sentence: null,
  ...more,
});

it.each([
  [event("light.hall", "off", "on"), "turned on"],
  [event("binary_sensor.front", "off", "on", { device_class: "door" }), "opened"],
  [event("binary_sensor.hall", "on", "off", { device_class: "motion" }), "notices no motion any more"],
  [event("person.anna", "not_home", "home"), "came home"],
  [event("person.anna", "home", "Work"), "is at Work"],
  [event("sensor.fridge", "4.1", "4.3", { unit: "°C" }), "4.1 → 4.3 °C"],
  [event("sensor.fridge", "4.1", "unavailable", { unit: "°C" }), "became unavailable"],
  [event("sensor.fridge", "unavailable", "4.3", { unit: "°C" }), "is back: 4.3 °C"],
  [event("climate.living", "heat", "heat_cool"), "heat → heat cool"],
  [event("light.hall", null, "on"), "turned on"],
  [event("light.hall", null, "on", { source: "snapshot" }), "is on"],
  [event("climate.living", null, "heat"), "changed to heat"],
  [event("light.hall", "on", null), "was removed"],
  [event("automation.night", null, null, { kind: "automation_triggered" }), "was triggered"],
  [event("automation.night", null, null, { kind: "homeops_changed", sentence: "Anna changed it" }), "Anna changed it"],
])("tells %o", (happened, told) => {
  expect(phrase(happened, en)).toBe(told);
});

it("tells the same in German", () => {
  expect(phrase(event("light.hall", "off", "on"), de)).toBe("wurde eingeschaltet");
});

it("names what has no name by its id, and an event without an entity by its type", () => {
  expect(subjectOf(event("light.hall", "off", "on"))).toBe("light.hall");
  expect(subjectOf({ ...event("", null, null), entity_id: null, kind: "zha_event" })).toBe("Zha event");
});

it.each([
  ["lovelace_updated", null, "Home Assistant saved a dashboard", "Home Assistant hat ein Dashboard gespeichert"],
  ["call_service", null, "Action was called", "Aktion wurde aufgerufen"],
  ["call_service", "Olivia turned on Lamp", "Action Olivia turned on Lamp", "Aktion Olivia turned on Lamp"],
  ["homeops_note", "Noted: “x”", "Note Noted: “x”", "Notiz Noted: “x”"],
  ["zha_event", null, "Zha event happened", "Zha event geschah"],
])("tells an event without an entity: %s", (kind, sentence, english, german) => {
  const happened = { ...event("", null, null, { kind, sentence }), entity_id: null };
  expect(`${subjectOf(happened, en)} ${phrase(happened, en)}`).toBe(english);
  expect(`${subjectOf(happened, de)} ${phrase(happened, de)}`).toBe(german);
});

it("has the same words in both languages", () => {
  expect(Object.keys(de.happenings)).toEqual(Object.keys(en.happenings));
  expect(Object.keys(de.subjects)).toEqual(Object.keys(en.subjects));
});
