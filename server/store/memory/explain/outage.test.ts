import { describe, expect, it } from "vitest";
import { byAnna, type Case, call, causesIn, started, state, thing } from "./testing.ts";

const lamp = thing("light.lamp", { name: "Lamp", device_id: "d1", area_id: "hall", labels: ["cosy"], platform: "hue" });

const outages: Case[] = [
  [
    "an integration that was reloaded",
    {
      facts: [
        call(1, "homeassistant.reload_config_entry", { entry_id: "e1" }, byAnna),
        state(2, "light.lamp", "unavailable"),
      ],
      things: [{ ...lamp, config_entry_id: "e1", integration: "Hue" }],
    },
    ["integration: the integration “Hue”", "person: Anna"],
  ],
  [
    "an integration that lost its bridge",
    { facts: [state(2, "light.lamp", "unavailable")], things: [lamp], companions: 7 },
    ["likely integration: the integration “hue”"],
  ],
  [
    "a device out of reach",
    { facts: [state(2, "light.lamp", "unavailable")], things: [lamp] },
    ["likely device: Lamp"],
  ],
  [
    "a state that was set up while Home Assistant started",
    { facts: [state(12, "light.lamp", "on")], things: [lamp], restarts: [10] },
    ["home assistant start: the start of Home Assistant"],
  ],
  [
    "a light that vanished with the context of an automation of long ago",
    {
      facts: [
        started(1, "automation.night", "time", { context: ["B"] }),
        state(900, "light.lamp", null, { context: ["B"] }),
      ],
      things: [lamp],
      companions: 3,
    },
    ["likely integration: the integration “hue”"],
  ],
  [
    "a device's own change after a start",
    { facts: [state(71, "light.lamp", "on")], things: [lamp], restarts: [10] },
    ["device: Lamp itself"],
  ],
];

describe("what went away and came back", () => {
  it.each([...outages])("knows %s", async (_, memory, causes) => expect(await causesIn(memory)).toEqual(causes));
});
