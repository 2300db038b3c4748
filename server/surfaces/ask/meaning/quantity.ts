import type { Said } from "./read-question.ts";
import { kindsIn } from "./resolve.ts";
import type { Intent } from "./understood.ts";

/** What is set side by side, or counted for each day: how often, how long, how much, or a mean. */
export function quantityOf({ cues, features, mention }: Said): Intent | undefined {
  if (cues.has("oftener") || cues.has("howOften")) return "count";
  if (cues.has("longer") || cues.has("howLong")) return "duration";
  if (cues.has("consumed") || cues.has("howMuch")) return "total";
  const isMeasured =
    features.measures.length > 0 ||
    kindsIn(mention).some((kind) => ["temperature", "humidity", "power", "brightness"].includes(kind));
  return isMeasured || cues.has("average") ? "average" : undefined;
}
