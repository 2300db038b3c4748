import type { Said } from "./read-question.ts";

/** "how long did its last run take": the length of the last time, and not the time since. */
export function isOfTheLatest({ cues, features }: Said): boolean {
  if (!cues.has("last") || !cues.has("howLong") || cues.has("when")) return false;
  const lengths = features.cues.filter(({ what }) => what === "howLong");
  const lasts = features.cues.filter(({ what }) => what === "last");
  return lengths.every((one) => lasts.every(({ start, end }) => end <= one.start || start >= one.end));
}
