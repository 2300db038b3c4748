import { describe, expect, it } from "vitest";
import { Home } from "../home.ts";
import { day, parseMoment, recordedSeconds } from "../moment.ts";
import { smallHouse } from "../testing.ts";
import { logbook } from "./logbook.ts";

const startAt = parseMoment("2026-11-21T12:00:00Z") ?? 0;

const nightLight = [
  { at: "-1d 06:00:00", entity_id: "binary_sensor.motion", state: "on", context: { id: "c0" } },
  {
    at: "-1d 06:00:00.1",
    event: "automation_triggered",
    data: { entity_id: "automation.night", name: "Night", source: "state of binary_sensor.motion" },
    context: { id: "c1", parent: "c0" },
  },
  { at: "-1d 06:00:00.2", entity_id: "light.lamp", state: "on", context: { id: "c1", parent: "c0" } },
  { at: "-1d 07:00:00", entity_id: "light.lamp", state: "off", context: { id: "c2", user: "u-anna" } },
  { at: "-1d 07:30:00", entity_id: "sensor.fridge", state: "9" },
];
const home = new Home(smallHouse({ timeline: nightLight }), { startAt });
const told = (filter = {}) => logbook(home, startAt - 2 * day, startAt, filter);
const when = recordedSeconds((parseMoment("2026-11-20T05:00:00Z") ?? 0) + 200_000);

describe("the logbook", () => {
  it("links a light to the automation, and the automation to the motion", () => {
    expect(told()).toEqual([
      { entity_id: "binary_sensor.motion", state: "on", when: expect.any(Number) },
      {
        name: "Night",
        message: "triggered by state of binary_sensor.motion",
        source: "state of binary_sensor.motion",
        entity_id: "automation.night",
        context_id: "c1",
        domain: "automation",
        when: expect.any(Number),
        context_state: "on",
        context_entity_id: "binary_sensor.motion",
      },
      {
        entity_id: "light.lamp",
        state: "on",
        when,
        context_event_type: "automation_triggered",
        context_domain: "automation",
        context_name: "Night",
        context_message: "triggered by state of binary_sensor.motion",
        context_source: "state of binary_sensor.motion",
        context_entity_id: "automation.night",
      },
      { entity_id: "light.lamp", state: "off", when: expect.any(Number), context_user_id: "u-anna" },
    ]);
  });

  it("links an entity to what is not asked for", () => {
    expect(told({ entity_ids: ["light.lamp"] })[0]).toMatchObject({ context_name: "Night" });
  });

  it("tells what belongs to one context", () => {
    expect(told({ context_id: "c1" }).map(({ entity_id }) => entity_id)).toEqual(["automation.night", "light.lamp"]);
  });

  it("passes over sensors that only measure", () => {
    expect(told({ entity_ids: ["sensor.fridge"] })).toEqual([]);
  });
});
