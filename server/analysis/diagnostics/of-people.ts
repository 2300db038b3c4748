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
