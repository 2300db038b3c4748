/** Device classes that speak when somebody does something: their silence is that of the people. */
export const CLASSES_OF_PEOPLE: ReadonlySet<string> = new Set([
  "motion",
  "moving",
  "occupancy",
  "presence",
  "door",
  "window",
  "opening",
  "garage_door",
  "lock",
  "vibration",
  "sound",
]);

/** Domains of what people use: it reports when they do. */
export const DOMAINS_OF_PEOPLE: ReadonlySet<string> = new Set([
  "event",
  "button",
  "remote",
  "light",
  "switch",
  "cover",
  "lock",
  "media_player",
  "vacuum",
  "fan",
]);
