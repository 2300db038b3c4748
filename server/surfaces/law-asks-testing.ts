import { eventId } from "#server/store/memory/event-id.ts";
import { CHANGED, type LawHome, MOVED, UNEXPOSED } from "./law-testing.ts";

type Telling = {
  asks: (home: LawHome, keys: Record<string, number>) => object[];
  tells: readonly string[];
  isForOwner?: boolean;
};
export const ALL = [...MOVED, ...UNEXPOSED];
export const SPAN = { from: "2026-11-21T00:00:00+00:00", to: "2026-11-21T12:00:00+00:00" };

/** For tests: how each command could tell of what is not everybody's, and what of it the owner is told. */
export const TELLING: Record<string, Telling> = {
  "alerts/channels": { asks: () => [{}], tells: [] },
  "ask/question": {
    asks: () =>
      [
        ...["where was Anna at 8:05", "when did Anna last leave", "what happened this morning", "who was home at 8:05"],
        ...["why did the hall lamp turn on", "what was the safe at 9", "how often did Anna leave today"],
        ...["how healthy is my home", "what was wrong today", "what needs attention", "what will fail next"],
        ...["what was the phone location at 9:00", "was the garage door open while Anna was away"],
      ].map((question) => ({ question })),
    tells: ["Canary School", "Canary Street"],
  },
  "memory/search": {
    asks: () => ["Anna", "welcome", "phone", "safe", "canary school", "lamp", "front door"].map((query) => ({ query })),
    tells: ["Canary School", "Canary Street", "Canary Safe"],
  },
  "memory/timeline": { asks: () => [{ ...SPAN, attributes: true, limit: 500 }], tells: ALL },
  "memory/count": { asks: () => [SPAN], tells: [] },
  "memory/explain": {
    asks: () => [{ entity_id: "light.hall" }, { entity_id: "person.anna" }, { entity_id: "sensor.safe" }],
    tells: ["Canary Safe", "Anna"],
  },
  "memory/similar": {
    asks: (home, keys) => [
      { event: eventId({ at: home.at("08:30:00"), type_id: 0, entity_id: keys["cover.garage_door"] ?? 0 }) },
      { event: eventId({ at: home.at("06:40:00"), type_id: 0, entity_id: keys["person.anna"] ?? 0 }) },
      { event: eventId({ at: home.at("07:06:00"), type_id: 0, entity_id: keys["light.attic"] ?? 0 }) },
    ],
    tells: [],
  },
  "memory/traces": { asks: () => [{}], tells: ["state of person.anna"] },
  "memory/trace": { asks: () => [{ run_id: "run-1" }], tells: ["Canary School"] },
  "memory/dead-letters": { asks: () => [{}], tells: ["Canary School"], isForOwner: true },
  "episodes/list": { asks: () => [SPAN], tells: ["device_tracker.anna_phone"] },
  "changes/list": { asks: () => [{}], tells: CHANGED },
  "changes/diff": { asks: (_, { change = 0 }) => [{ change }], tells: CHANGED },
  "healing/history": { asks: () => [{}], tells: [] },
  "healing/remedies": { asks: () => [{}], tells: [] },
  "health/try": { asks: () => [{}], tells: [] },
  "health/batteries": { asks: () => [{}], tells: [] },
  "health/devices": { asks: () => [{}, { devices: ["phone"] }], tells: [] },
  "health/updates": { asks: () => [{}], tells: [] },
  "health/usage": { asks: () => [{}, { things: ["person.anna", "sensor.safe"] }], tells: [] },
  "health/score": { asks: () => [{}, SPAN], tells: ["Phone location"] },
  "health/detectors": { asks: () => [{}], tells: [] },
  "health/predictions": { asks: () => [{}], tells: [] },
  "health/expected": { asks: () => [{ entity: "sensor.anna_phone_location", ...SPAN }], tells: [] },
  "letters/week": { asks: () => [{}, { week: "2026-11-21" }], tells: ["Phone location"] },
  "shopping/preview": { asks: () => [{ days: 365 }], tells: [] },
  "findings/list": { asks: () => [{ states: ["open", "closed"] }], tells: ["Canary Street"] },
  "findings/get": { asks: (_, { finding = 0 }) => [{ finding }], tells: ["Canary Street"] },
  "findings/history": { asks: () => [{}], tells: ["Phone location"] },
  "alerts/list": { asks: () => [{}], tells: ["Phone location"] },
  "alerts/history": { asks: () => [{}], tells: [] },
  "alerts/preview-rule": {
    asks: () => [{ said: { name: "all", levels: [{ who: "admins" }] } }],
    tells: [],
  },
  "ask/cases": { asks: () => [{}], tells: ["Canary School"], isForOwner: true },
  "memory/heaviest": { asks: () => [{}], tells: [] },
  "series/chart": {
    asks: () =>
      ["person.anna", "sensor.anna_phone_location", "sensor.safe", "sensor.anna_phone_battery"].map((entity_id) => ({
        entity_id,
        ...SPAN,
      })),
    tells: ["Canary School", "Canary Street", "Canary Safe"],
  },
  "people/about-me": { asks: () => [{}], tells: [] },
  "house/entities": { asks: () => [{}], tells: ["Canary School", "Canary Street", "Canary Safe"] },
  "house/continued": { asks: () => [{}], tells: [] },
  "house/devices": { asks: () => [{}], tells: [] },
  "house/search": { asks: () => [{ query: "safe" }, { query: "anna" }], tells: [] },
};
