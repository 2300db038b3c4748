import { describe, expect, it } from "vitest";
import { byAnna, type Case, call, causesIn, event, started, state, thing } from "./testing.ts";

const roots: Case[] = [
  [
    "a slow cover that does what it was told",
    { facts: [call(1, "cover.close_cover", { entity_id: "cover.blind" }, byAnna), state(40, "cover.blind", "closed")] },
    ["likely person: Anna"],
  ],
  [
    "a cover that does the opposite of what it was told",
    { facts: [call(1, "cover.close_cover", { entity_id: "cover.blind" }, byAnna), state(40, "cover.blind", "open")] },
    ["unknown: an unknown cause"],
  ],
  [
    "a sensor",
    { facts: [state(1, "sensor.t", "4")], things: [thing("sensor.t", { platform: "met" })] },
    ["integration: the integration “met”"],
  ],
  ["the sun", { facts: [state(1, "sun.sun", "below_horizon")] }, ["sun: the sun"]],
  ["a schedule", { facts: [state(1, "schedule.work", "on")] }, ["time: work"]],
  [
    "a lock that tells whose code it was",
    { facts: [state(1, "lock.front", "unlocked", { was: "locked", data: { changed_by: "Anna" } })] },
    ["likely person: Anna"],
  ],
  [
    "a person whom a phone found",
    {
      facts: [state(1, "person.anna", "home", { data: { source: "device_tracker.phone" } })],
      things: [thing("device_tracker.phone", { name: "Phone" })],
    },
    ["device: Phone"],
  ],
  [
    "a timer that ran out, and who had started it",
    {
      facts: [
        state(1, "timer.egg", "active", byAnna),
        event(9, "timer.finished", { data: { entity_id: "timer.egg" }, context: ["B"] }),
        started(9.1, "automation.night", "event 'timer.finished'", { context: ["C", "B"] }),
        state(9.2, "siren.siren", "on", { context: ["C", "B"] }),
      ],
    },
    ["automation: the automation “night”", "time: egg", "person: Anna"],
  ],
];

describe("what began by itself", () => {
  it.each([...roots])("knows %s", async (_, memory, causes) => expect(await causesIn(memory)).toEqual(causes));
});
