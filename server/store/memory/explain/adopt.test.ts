import { describe, expect, it } from "vitest";
import { byAnna, type Case, call, causesIn, state, thing } from "./testing.ts";

const lamp = thing("light.lamp", { name: "Lamp", device_id: "d1", area_id: "hall", labels: ["cosy"], platform: "hue" });
const motion = thing("binary_sensor.motion", { name: "Motion", device_id: "d2" });
const room = thing("light.room", { name: "Room", members: ["light.lamp"], platform: "group" });

const past = { isLive: false };
const afterGaps: Case[] = [
  [
    "what the logbook says of a call",
    {
      facts: [
        state(1, "light.lamp", "on", {
          ...past,
          told: {
            context_user_id: "anna",
            context_event_type: "call_service",
            context_domain: "light",
            context_service: "turn_on",
          },
        }),
      ],
    },
    ["person: Anna"],
  ],
  [
    "what the logbook says of an automation, and its trigger",
    {
      facts: [
        state(1, "binary_sensor.motion", "on", past),
        state(2, "light.lamp", "on", {
          ...past,
          told: {
            context_event_type: "automation_triggered",
            context_entity_id: "automation.night",
            context_name: "Night",
            context_source: "state of binary_sensor.motion",
          },
        }),
      ],
      things: [motion],
    },
    ["automation: the automation “Night”", "likely device: Motion itself"],
  ],
  [
    "a call that the logbook tells beside the state",
    {
      facts: [
        call(1, "light.turn_on", { entity_id: "light.room" }, byAnna),
        state(1.1, "light.lamp", "on", {
          ...past,
          told: {
            context_user_id: "anna",
            context_event_type: "call_service",
            context_domain: "light",
            context_service: "turn_on",
          },
        }),
      ],
      things: [lamp, room],
    },
    ["group: the group “Room”", "person: Anna"],
  ],
  [
    "a call just before a state of which the logbook tells nothing",
    { facts: [call(1, "light.turn_on", { entity_id: "light.lamp" }, byAnna), state(1.1, "light.lamp", "on", past)] },
    ["likely person: Anna"],
  ],
  [
    "a light that a restart turned on just after somebody had turned it off",
    {
      facts: [call(1, "light.turn_off", { entity_id: "light.lamp" }, byAnna), state(6, "light.lamp", "on", past)],
      things: [lamp],
      restarts: [5],
    },
    ["home assistant start: the start of Home Assistant"],
  ],
  [
    "a state of which nobody tells anything",
    { facts: [state(1, "light.lamp", "on", past)], things: [lamp] },
    ["likely device: Lamp itself"],
  ],
  [
    "the state that another followed",
    {
      facts: [
        state(1, "input_boolean.guests", "on", { ...past, told: { context_user_id: "anna" } }),
        state(1.1, "binary_sensor.anybody", "on", { ...past, told: { context_entity_id: "input_boolean.guests" } }),
      ],
    },
    ["integration: guests", "person: Anna"],
  ],
];

describe("what happened in a gap", () => {
  it.each([...afterGaps])("knows %s", async (_, memory, causes) => expect(await causesIn(memory)).toEqual(causes));
});
