import { OWNER } from "../world/onboarding.ts";
import { MORE_CAUSES } from "./explain-more-causes.ts";
import { off, on, type Staged } from "./staged.ts";

export const CAUSES: Staged[] = [
  {
    name: "a tap on a dashboard",
    entity: "light.bed_light",
    causes: ["person"],
    words: ["Ben turned Bed Light off"],
    prepare: ({ owner }) => on(owner, "light.bed_light"),
    act: ({ ben }) => ben.callService("light", "turn_off", {}, { entity_id: "light.bed_light" }),
  },
  {
    name: "a device of its own accord",
    entity: "binary_sensor.hall_sensor_hall_motion",
    causes: ["device"],
    words: ["Hall motion no longer detects motion"],
    prepare: ({ sensors }) => sensors.motion(true),
    act: ({ sensors }) => sensors.motion(false),
  },
  {
    name: "an automation by a state of a device",
    entity: "light.bed_light",
    causes: ["automation", "device"],
    words: ["“Night lights” ran because of", "Hall motion detected motion"],
    prepare: async ({ sensors, owner }) => {
      await sensors.motion(false);
      await off(owner, "light.bed_light");
    },
    act: ({ sensors }) => sensors.motion(true),
  },
  {
    name: "a second automation by the same state",
    entity: "fan.ceiling_fan",
    causes: ["automation", "device"],
    words: ["“Motion fan” ran because of", "Hall motion detected motion"],
    prepare: async ({ sensors, owner }) => {
      await sensors.motion(false);
      await off(owner, "fan.ceiling_fan");
    },
    act: ({ sensors }) => sensors.motion(true),
  },
  {
    name: "an automation by a time pattern",
    quietMs: 2_500,
    entity: "switch.decorative_lights",
    causes: ["automation", "time"],
    words: ["“Every other second” ran at its time", "the time that the automation waits for"],
    async act({ owner }) {
      await on(owner, "automation.every_other_second");
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await off(owner, "automation.every_other_second");
    },
  },
  {
    name: "an automation by the sun",
    entity: "cover.kitchen_window",
    causes: ["automation", "sun"],
    words: ["“Sunset” ran because of the sun", "The sun reached"],
    prepare: ({ owner }) => owner.callService("cover", "close_cover", {}, { entity_id: "cover.kitchen_window" }),
    async act({ owner }) {
      const { attributes } = await owner.state("sun.sun");
      const offset = Math.round((Date.now() + 4_000 - Date.parse(String(attributes.next_setting))) / 1_000);
      await owner.rest("POST", "/api/config/automation/config/by_sun", {
        alias: "Sunset",
        triggers: [{ trigger: "sun", event: "sunset", offset }],
        actions: [{ action: "cover.open_cover", target: { entity_id: "cover.kitchen_window" } }],
      });
    },
  },
  {
    name: "an automation by an event that a person sent",
    entity: "light.entrance_color_white_lights",
    causes: ["automation", "person"],
    words: ["“Doorbell light” ran because of the event “doorbell_pressed”", `${OWNER.name} sent the event`],
    prepare: ({ owner }) => off(owner, "light.entrance_color_white_lights"),
    act: ({ owner }) => owner.fireEvent("doorbell_pressed", { button: "front" }),
  },
  {
    name: "a script in a script",
    entity: "light.kitchen_lights",
    causes: ["script", "script", "person"],
    words: ["“Inner script” did it", "“Outer script” did it", "Ben started the script “Outer script”"],
    prepare: ({ owner }) => off(owner, "light.kitchen_lights"),
    act: ({ ben }) => ben.callService("script", "turn_on", {}, { entity_id: "script.outer" }),
  },
  {
    name: "a step of the outer script itself",
    entity: "light.ceiling_lights",
    causes: ["script", "person"],
    words: ["“Outer script” did it", "Ben started the script “Outer script”"],
    prepare: ({ owner }) => off(owner, "light.ceiling_lights"),
    act: ({ ben }) => ben.callService("script", "turn_on", {}, { entity_id: "script.outer" }),
  },
  {
    name: "a script that an automation runs",
    entity: "switch.ac",
    causes: ["script", "automation", "person"],
    words: ["“Welcome” did it", "“Somebody arrives” ran", `${OWNER.name} sent the event “somebody_arrived”`],
    prepare: ({ owner }) => off(owner, "switch.ac"),
    act: ({ owner }) => owner.fireEvent("somebody_arrived"),
  },
  {
    name: "a scene",
    entity: "light.living_room_rgbww_lights",
    causes: ["scene", "person"],
    words: ["part of the scene “Movie night”", "Ben activated the scene “Movie night”"],
    prepare: ({ owner }) => off(owner, "light.living_room_rgbww_lights"),
    act: ({ ben }) => ben.callService("scene", "turn_on", {}, { entity_id: "scene.movie_night" }),
  },
  {
    name: "a member through its old-style group",
    entity: "light.kitchen_lights",
    causes: ["group", "person"],
    words: ["through the group “Downstairs”", "Ben switched the group “Downstairs”"],
    prepare: ({ owner }) => on(owner, "light.kitchen_lights"),
    act: ({ ben }) => ben.callService("homeassistant", "turn_off", {}, { entity_id: "group.downstairs" }),
  },
  {
    name: "a member through its light group",
    entity: "light.office_rgbw_lights",
    causes: ["group", "person"],
    words: ["through the group “Upstairs lights”", "Ben switched the group “Upstairs lights”"],
    prepare: ({ owner }) => off(owner, "light.office_rgbw_lights"),
    act: ({ ben }) => ben.callService("light", "turn_on", {}, { entity_id: "light.upstairs_lights" }),
  },
  {
    name: "a group that shows its member",
    entity: "group.downstairs",
    causes: ["group", "person"],
    words: ["Downstairs shows its members", "Ben turned Kitchen Lights on"],
    prepare: ({ owner }) => off(owner, "group.downstairs"),
    act: ({ ben }) => ben.callService("light", "turn_on", {}, { entity_id: "light.kitchen_lights" }),
  },
  ...MORE_CAUSES,
];
