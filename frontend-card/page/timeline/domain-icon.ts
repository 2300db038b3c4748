import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { IconName } from "../look/icons.ts";
import { domainOf } from "./phrase.ts";

const BY_DEVICE_CLASS: Record<string, IconName> = {
  temperature: "temperature",
  humidity: "drop",
  moisture: "drop",
  water: "drop",
  power: "power",
  energy: "power",
  voltage: "power",
  current: "power",
  battery: "battery",
  motion: "motion",
  occupancy: "motion",
  presence: "motion",
  door: "door",
  window: "door",
  opening: "door",
  garage_door: "door",
  outlet: "plug",
};

const BY_DOMAIN: Record<string, IconName> = {
  light: "light",
  switch: "plug",
  fan: "climate",
  climate: "climate",
  cover: "cover",
  valve: "drop",
  lock: "lock",
  person: "person",
  device_tracker: "person",
  automation: "automation",
  automation_triggered: "automation",
  script: "script",
  script_started: "script",
  media_player: "play",
  button: "button",
  input_button: "button",
  scene: "sun",
  sun: "sun",
  weather: "sun",
  sensor: "gauge",
  number: "gauge",
  input_number: "gauge",
  call_service: "action",
  zone: "home",
};

export const iconOf = (event: RememberedEvent): IconName =>
  BY_DEVICE_CLASS[event.device_class ?? ""] ??
  BY_DOMAIN[domainOf(event)] ??
  (event.kind.startsWith("homeassistant") ? "home" : event.entity_id ? "device" : "happening");

const ACTIVE = new Set([
  "on",
  "open",
  "opening",
  "unlocked",
  "playing",
  "home",
  "above_horizon",
  "heat",
  "cool",
  "cleaning",
]);

export const isActive = ({ state }: RememberedEvent): boolean => state !== null && ACTIVE.has(state);
