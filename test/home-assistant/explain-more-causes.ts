import { OWNER } from "../world/onboarding.ts";
import { off, on, type Staged } from "./staged.ts";

/** Those with more than one step, and those that nobody asked for. */
export const MORE_CAUSES: Staged[] = [
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
