import type { HomeAssistant } from "../world/home-assistant.ts";
import type { HomeAssistantClient } from "../world/home-assistant-client.ts";
import { OWNER } from "../world/onboarding.ts";
import type { Sensors } from "./explain-sensors.ts";

export interface Stage {
  home: HomeAssistant;
  /** The owner, and a second person. */
  owner: HomeAssistantClient;
  ben: HomeAssistantClient;
  sensors: Sensors;
}

export interface Staged {
  name: string;
  entity: string;
  /** Kinds of the causes, from the nearest to the first. */
  causes: string[];
  /** Words that the causes' sentences must hold, in this order. */
  words: string[];
  /** Brings the entity into another state first. */
  prepare?(stage: Stage): Promise<unknown>;
  act(stage: Stage): Promise<unknown>;
  /** How long the entity may be silent while the deed still goes on. */
  quietMs?: number;
}

const on = (client: HomeAssistantClient, entity_id: string) =>
  client.callService("homeassistant", "turn_on", {}, { entity_id });
const off = (client: HomeAssistantClient, entity_id: string) =>
  client.callService("homeassistant", "turn_off", {}, { entity_id });

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
    words: ["Hall motion turned off"],
    prepare: ({ sensors }) => sensors.motion(true),
    act: ({ sensors }) => sensors.motion(false),
  },
  {
    name: "an automation by a state of a device",
    entity: "light.bed_light",
    causes: ["automation", "device"],
    words: ["“Night lights” ran because of", "Hall motion turned on"],
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
    words: ["“Motion fan” ran because of", "Hall motion turned on"],
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
  {
    name: "a template that watches a helper",
    entity: "binary_sensor.anybody_home",
    causes: ["integration", "person"],
    words: ["Anybody home follows", "Ben turned Guests on"],
    prepare: ({ owner }) => off(owner, "input_boolean.guests"),
    act: ({ ben }) => ben.callService("input_boolean", "turn_on", {}, { entity_id: "input_boolean.guests" }),
  },
  {
    name: "a helper by REST",
    entity: "input_boolean.restored",
    causes: ["person"],
    words: [`${OWNER.name} turned Restored on`],
    prepare: ({ owner }) => off(owner, "input_boolean.restored"),
    act: ({ owner }) =>
      owner.rest("POST", "/api/services/input_boolean/turn_on", { entity_id: "input_boolean.restored" }),
  },
  {
    name: "an automation that a person ran by hand",
    entity: "climate.hvac",
    causes: ["automation", "person"],
    words: ["“Cool down” ran", "Ben"],
    prepare: ({ owner }) =>
      owner.callService("climate", "set_hvac_mode", { hvac_mode: "cool" }, { entity_id: "climate.hvac" }),
    act: ({ ben }) => ben.callService("automation", "trigger", {}, { entity_id: "automation.cool_down" }),
  },
  {
    name: "an automation that sets off another",
    entity: "humidifier.humidifier",
    causes: ["automation", "automation", "person"],
    words: [
      "“Second of a chain” ran because of Chain",
      "“First of a chain” ran because of Holiday",
      "Ben turned Holiday on",
    ],
    async prepare({ owner }) {
      await off(owner, "input_boolean.holiday");
      await off(owner, "input_boolean.chain");
      await on(owner, "humidifier.humidifier");
    },
    act: ({ ben }) => ben.callService("input_boolean", "turn_on", {}, { entity_id: "input_boolean.holiday" }),
  },
  {
    name: "a branch that was chosen",
    entity: "input_number.level",
    causes: ["automation", "person"],
    words: ["“Window watcher” ran because of Window contact", "Ben turned Window contact on"],
    prepare: ({ owner }) => off(owner, "input_boolean.window"),
    act: ({ ben }) => ben.callService("input_boolean", "turn_on", {}, { entity_id: "input_boolean.window" }),
  },
  {
    name: "an automation that failed after it had begun",
    quietMs: 2_500,
    entity: "lock.kitchen_door",
    causes: ["automation", "person"],
    words: ["“Half broken” ran", "failed later on", `${OWNER.name} sent the event “break_it”`],
    prepare: ({ owner }) => owner.callService("lock", "unlock", {}, { entity_id: "lock.kitchen_door" }),
    act: ({ owner }) => owner.fireEvent("break_it"),
  },
  {
    name: "a timer that a person started",
    entity: "siren.siren",
    causes: ["automation", "time", "person"],
    words: ["“Eggs are done” ran", "Egg timer ran out", "Ben"],
    prepare: ({ owner }) => off(owner, "siren.siren"),
    act: ({ ben }) => ben.callService("timer", "start", {}, { entity_id: "timer.egg" }),
  },
  {
    name: "a sentence to the assistant",
    entity: "light.ceiling_lights",
    causes: ["person"],
    words: ["Ben asked the assistant"],
    prepare: ({ owner }) => off(owner, "light.ceiling_lights"),
    act: ({ ben }) => ben.call({ type: "conversation/process", text: "turn on the ceiling lights" }),
  },
  {
    name: "a webhook",
    entity: "lock.front_door",
    causes: ["automation", "integration"],
    words: ["“Called from outside” ran because its webhook was called", "outside Home Assistant"],
    prepare: ({ owner }) => owner.callService("lock", "lock", {}, { entity_id: "lock.front_door" }),
    act: ({ home }) => fetch(`${home.url}/api/webhook/letter-box-3f1`, { method: "POST" }),
  },
  {
    name: "a template trigger on a device's value",
    entity: "media_player.bedroom",
    causes: ["automation", "device"],
    words: ["“Guests come” ran because of Hall sensor Desk power", "Desk power changed to “60”"],
    async prepare({ sensors, owner }) {
      await sensors.power(3);
      await on(owner, "media_player.bedroom");
    },
    act: ({ sensors }) => sensors.power(60),
  },
  {
    name: "an automation that waited longer than Home Assistant keeps a context",
    entity: "light.ceiling_lights",
    causes: ["automation", "person"],
    words: ["“Slow corridor” ran because of Slow", "Ben turned Slow on"],
    async prepare({ owner }) {
      await off(owner, "input_boolean.slow");
      await on(owner, "light.ceiling_lights");
    },
    act: ({ ben }) => ben.callService("input_boolean", "turn_on", {}, { entity_id: "input_boolean.slow" }),
  },
  {
    name: "a slow device that had been told",
    quietMs: 1_600,
    entity: "cover.living_room_window",
    causes: ["person"],
    words: ["Ben called “cover.close_cover”"],
    async prepare({ owner }) {
      await owner.callService("cover", "open_cover", {}, { entity_id: "cover.living_room_window" });
    },
    act: ({ ben }) => ben.callService("cover", "close_cover", {}, { entity_id: "cover.living_room_window" }),
  },
  {
    name: "an integration that was reloaded",
    entity: "valve.front_garden",
    causes: ["integration", "person"],
    words: ["was reloaded", `${OWNER.name} called “homeassistant.reload_config_entry”`],
    async act({ owner }) {
      const [entry] = await owner.call<{ entry_id: string }[]>({ type: "config_entries/get", domain: "demo" });
      await owner.callService("homeassistant", "reload_config_entry", { entry_id: entry?.entry_id });
    },
  },
];
