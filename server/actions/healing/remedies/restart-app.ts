import type { Remedy } from "../remedy.ts";

/** The apps that integrations talk to, as the store calls them. */
const APPS: Readonly<Record<string, string>> = {
  zwave_js: "Z-Wave JS",
  mqtt: "Mosquitto broker",
  matter: "Matter Server",
  otbr: "OpenThread Border Router",
  music_assistant: "Music Assistant",
  wyoming: "Whisper or Piper",
  esphome: "ESPHome Device Builder",
};

/** HomeOps has the default role, which may restart no app but itself: it says which one, and a person does it. */
export const restartApp: Remedy = {
  name: "restart-app",
  checks: ["integration-failed"],
  subjects: ["integration"],
  most: "suggest",
  of: "integrations",
  isPulse: true,
  canBeUndone: false,
  propose({ subject }, { house }) {
    const app = APPS[house.integrations.get(subject.id)?.domain ?? ""];
    const isSupervised = [...house.integrations.values()].some(({ domain }) => domain === "hassio");
    if (app === undefined || !isSupervised) return { not: "no_door" };
    return { steps: [], touches: [], proof: { kind: "loaded", entry_id: subject.id }, lines: app };
  },
};
