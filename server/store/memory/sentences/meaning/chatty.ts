const CHATTY = new Set([
  "calendar",
  "climate",
  "counter",
  "device_tracker",
  "fan",
  "group",
  "humidifier",
  "image",
  "light",
  "media_player",
  "person",
  "plant",
  "schedule",
  "sun",
  "todo",
  "update",
  "vacuum",
  "water_heater",
  "weather",
  "zone",
]);

/** Domains that write a row for each change of an attribute: without the state before, a row of theirs is more likely a repeat. */
export const isChatty = (domain: string): boolean => CHATTY.has(domain);
