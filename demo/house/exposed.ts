import type { Entity } from "./entity.ts";

// Source: homeassistant/components/homeassistant/exposed_entities.py
const domains = new Set([
  "climate",
  "cover",
  "fan",
  "humidifier",
  "light",
  "media_player",
  "scene",
  "switch",
  "vacuum",
]);
const deviceClasses: Readonly<Record<string, ReadonlySet<unknown>>> = {
  binary_sensor: new Set(["door", "garage_door", "lock", "motion", "opening", "presence", "window"]),
  sensor: new Set(["aqi", "carbon_dioxide", "carbon_monoxide", "humidity", "pm10", "pm25", "temperature"]),
};

/** Whether Assist may speak of an entity, where its people have decided nothing: not of locks, nor of people. */
export const isExposed = ({ domain, attributes }: Entity): boolean =>
  domains.has(domain) || (deviceClasses[domain]?.has(attributes.device_class) ?? false);
