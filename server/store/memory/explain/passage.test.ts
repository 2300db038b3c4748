import { describe, expect, it } from "vitest";
import { byAnna, type Case, call, causesIn, state, thing } from "./testing.ts";

const lamp = thing("light.lamp", { name: "Lamp", device_id: "d1", area_id: "hall", labels: ["cosy"], platform: "hue" });

const room = thing("light.room", { name: "Room", members: ["light.lamp"], platform: "group" });
const house = thing("group.house", { name: "House", members: ["light.room"] });
const movie = thing("scene.movie", { name: "Movie", members: ["light.lamp"] });

const groupsAndScenes: Case[] = [
  [
    "a group that forwards the call",
    {
      facts: [
        call(1, "light.turn_on", { entity_id: ["light.room"] }, byAnna),
        call(1.01, "light.turn_on", { entity_id: ["light.lamp"] }, byAnna),
        state(1.1, "light.lamp", "on", byAnna),
      ],
      things: [lamp, room],
    },
    ["group: the group “Room”", "person: Anna"],
  ],
  [
    "a group in a group",
    {
      facts: [
        call(1, "homeassistant.turn_on", { entity_id: "group.house" }, byAnna),
        state(1.1, "light.lamp", "on", byAnna),
      ],
      things: [lamp, room, house],
    },
    ["group: the group “House”", "person: Anna"],
  ],
  [
    "a scene",
    {
      facts: [
        call(1, "scene.turn_on", { entity_id: ["scene.movie"] }, byAnna),
        state(1.01, "scene.movie", "now", byAnna),
        call(1.1, "light.turn_on", { entity_id: "light.lamp" }, byAnna),
        state(1.2, "light.lamp", "on", byAnna),
      ],
      things: [lamp, movie],
    },
    ["scene: the scene “Movie”", "person: Anna"],
  ],
  [
    "a scene that was applied without being kept",
    {
      facts: [
        call(1, "scene.apply", { entities: { "light.lamp": "on" } }, byAnna),
        call(1.1, "light.turn_on", { entity_id: "light.lamp" }, byAnna),
        state(1.2, "light.lamp", "on", byAnna),
      ],
    },
    ["scene: a scene without a name", "person: Anna"],
  ],
  [
    "a group that shows a member which a device switched",
    {
      facts: [state(1, "light.lamp", "on", { context: ["A"] }), state(1.01, "light.room", "on", { context: ["A"] })],
      things: [lamp, room],
    },
    ["group: its member Lamp", "device: Lamp itself"],
  ],
  [
    "an area",
    {
      facts: [call(1, "light.turn_on", { area_id: "hall" }, byAnna), state(1.1, "light.lamp", "on", byAnna)],
      things: [lamp],
    },
    ["person: Anna"],
  ],
];

describe("groups and scenes on the way", () => {
  it.each([...groupsAndScenes])("knows %s", async (_, memory, causes) =>
    expect(await causesIn(memory)).toEqual(causes),
  );
});
