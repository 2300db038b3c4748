import { describe, expect, it } from "vitest";
import type { Fact } from "./fact.ts";
import { byAnna, type Case, call, causesIn, started, state, thing } from "./testing.ts";

const lamp = thing("light.lamp", { name: "Lamp", device_id: "d1", area_id: "hall", labels: ["cosy"], platform: "hue" });
const motion = thing("binary_sensor.motion", { name: "Motion", device_id: "d2" });
const night = thing("automation.night", { name: "Night" });

const people: Case[] = [
  [
    "a person's tap",
    {
      facts: [
        call(1, "light.turn_on", { entity_id: ["light.lamp"] }, { context: ["A", null, "anna"] }),
        state(1.1, "light.lamp", "on", { context: ["A", null, "anna"] }),
      ],
    },
    ["person: Anna"],
  ],
  [
    "an app that acts as a user of its own",
    { facts: [state(1, "light.lamp", "on", { context: ["A", null, "app"] })] },
    ["integration: Some app"],
  ],
  [
    "a user whom nobody knows any more",
    { facts: [state(1, "light.lamp", "on", { context: ["A", null, "gone"] })] },
    ["person: Somebody"],
  ],
];

const automated = (context: [string, string?]) => [
  started(2, "automation.night", "state of binary_sensor.motion", { context }),
  call(2.1, "light.turn_on", { entity_id: "light.lamp" }, { context }),
  state(2.2, "light.lamp", "on", { context }),
];

const automations: Case[] = [
  [
    "an automation by a device",
    {
      facts: [state(1, "binary_sensor.motion", "on", { context: ["A"] }), ...automated(["B", "A"])],
      things: [lamp, motion, night],
    },
    ["automation: the automation “Night”", "device: Motion itself"],
  ],
  [
    "an automation whose trigger nobody remembers",
    { facts: automated(["B", "A"]), things: [lamp, night] },
    ["automation: the automation “Night”"],
  ],
  [
    "the automation itself, whose state tells that it ran",
    {
      facts: [
        state(1, "binary_sensor.motion", "on", { context: ["A"] }),
        started(2, "automation.night", "state of binary_sensor.motion", { context: ["B", "A"] }),
        state(2.1, "automation.night", "on", { context: ["B", "A"], was: "on" }),
      ],
      things: [motion, night],
    },
    ["device: Motion itself"],
  ],
  ...(
    [
      ["time", "time: the time"],
      ["time pattern", "time: the time"],
      ["time set in input_datetime.wake", "time: the time"],
      ["sun event sunset", "sun: the sun"],
      ["Home Assistant starting", "home assistant start: the start of Home Assistant"],
      ["webhook", "integration: a webhook"],
      ["mqtt topic house/door", "device: an MQTT message"],
      ["todo item added trigger", "integration: “todo item added trigger”"],
      ["event 'odd'", "unknown: the event “odd”"],
    ] as const
  ).map(
    ([source, cause]): Case => [
      `an automation by “${source}”`,
      {
        facts: [
          started(1, "automation.night", source, { context: ["B"] }),
          state(1.1, "light.lamp", "on", { context: ["B"] }),
        ],
      },
      ["automation: the automation “night”", cause],
    ],
  ),
  [
    "contexts that lead back to themselves",
    {
      facts: [
        started(1, "automation.night", "state of light.lamp", { context: ["B", "A"] }),
        started(1, "automation.day", "state of light.other", { context: ["A", "B"] }),
        state(1, "light.other", "on", { context: ["B", "A"] }),
        state(1, "light.lamp", "on", { context: ["A", "B"] }),
      ],
    },
    ["automation: the automation “day”", "automation: the automation “night”"],
  ],
];

const annaRuns = (scripts: Fact[]): Fact[] => [
  call(1, "script.turn_on", { entity_id: "script.outer" }, { context: ["A", null, "anna"] }),
  ...scripts,
];

const scripts: Case[] = [
  [
    "a script that runs in another",
    {
      facts: annaRuns([
        started(1.1, "script.outer", null, byAnna),
        state(1.1, "script.outer", "on", byAnna),
        started(1.2, "script.inner", null, byAnna),
        call(1.3, "light.turn_on", { entity_id: "light.lamp" }, byAnna),
        state(1.4, "light.lamp", "on", byAnna),
      ]),
    },
    ["script: the script “inner”", "script: the script “outer”", "person: Anna"],
  ],
  [
    "a script that was over before",
    {
      facts: annaRuns([
        started(1.1, "script.outer", null, byAnna),
        started(1.2, "script.inner", null, byAnna),
        state(1.3, "script.inner", "off", byAnna),
        call(1.4, "light.turn_on", { entity_id: "light.lamp" }, byAnna),
        state(1.5, "light.lamp", "on", byAnna),
      ]),
    },
    ["script: the script “outer”", "person: Anna"],
  ],
];

describe("what a context tells", () => {
  it.each([...people, ...automations, ...scripts])("knows %s", async (_, memory, causes) =>
    expect(await causesIn(memory)).toEqual(causes),
  );
});
