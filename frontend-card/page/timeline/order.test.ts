import { describe, expect, it } from "vitest";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { byDay, folded, meets, merged } from "./order.ts";

const event = (second: number, more: Partial<RememberedEvent> = {}): RememberedEvent => ({
  event: `event-${second}`,
  at: `2026-11-21T06:45:${String(second).padStart(2, "0")}.000000+00:00`,
  kind: "state_changed",
  entity_id: "light.hall",
  name: "Hall light",
  area: "Hall",
  state: "on",
  old_state: "off",
  unit: null,
  device_class: null,
  attributes: null,
  source: "live",
  sentence: null,
  ...more,
});
const reading = (second: number, entity_id = "sensor.fridge") =>
  event(second, { entity_id, state: "4.2", old_state: "4.1", unit: "°C" });
const ids = (events: readonly RememberedEvent[]) => events.map(({ event }) => event);

it("passes over what changed nothing worth telling, and keeps another song", () => {
  const still = (second: number, sentence: string | null) => event(second, { state: "on", old_state: "on", sentence });
  expect(folded([event(9), still(7, null), still(5, "Hall light is at 40 %")]).map((row) => row.event.event)).toEqual([
    ...["event-9", "event-5"],
  ]);
});

describe("merged", () => {
  it("puts what came late where it belongs", () => {
    expect(ids(merged([event(9), event(5)], [event(7)]))).toEqual(["event-9", "event-7", "event-5"]);
  });

  it("shows an event once that a fresh snapshot brings again", () => {
    expect(ids(merged([event(9), event(5)], [event(9), event(5)]))).toEqual(["event-9", "event-5"]);
  });

  it("keeps the order of events of one instant", () => {
    const twins = [event(9, { event: "b" }), event(9, { event: "a" })];
    expect(ids(merged([event(5)], twins))).toEqual(["b", "a", "event-5"]);
  });
});

it("sees a hole between what is known and a page that does not reach it", () => {
  expect(meets([event(9), event(8)], [event(8), event(7)])).toBe(true);
  expect(meets([event(9), event(8)], [event(5)])).toBe(false);
});

describe("folded", () => {
  it("makes one row of a sensor's readings between two things that happened", () => {
    const rows = folded([reading(9), reading(8, "sensor.other"), reading(7), event(6), reading(5)]);
    expect(rows.map(({ event, oldest, readings }) => [event.event, oldest.event, readings])).toEqual([
      ["event-9", "event-7", 2],
      ["event-8", "event-8", 1],
      ["event-6", "event-6", 1],
      ["event-5", "event-5", 1],
    ]);
  });

  it("begins a new row with each quarter of an hour", () => {
    const later = { ...reading(9), event: "later", at: "2026-11-21T07:00:09.000000+00:00" };
    expect(folded([later, reading(9)])).toHaveLength(2);
  });

  it("keeps a sensor's loss as a row of its own", () => {
    const lost = event(8, { entity_id: "sensor.fridge", state: "unavailable", old_state: "4.1", unit: "°C" });
    expect(folded([reading(9), lost, reading(7)])).toHaveLength(3);
  });
});

it("starts a new day where the calendar does", () => {
  const days = byDay(folded([event(9), event(5)]), (instant) => (instant.includes(":09.") ? "later" : "sooner"));
  expect(days.map(({ day, rows }) => [day, rows.length])).toEqual([
    ["later", 1],
    ["sooner", 1],
  ]);
});
