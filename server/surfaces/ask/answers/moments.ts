import type { Understood } from "../meaning/understood.ts";
import type { Between } from "../past/past.ts";

const MINUTE = 60_000_000; // microseconds
/** A minute that is told is seldom the very minute. */
const NEARLY = 3 * MINUTE;

/** Questions about what happened: at a moment it happened a little before or after. */
export function isOfHappenings({ intent, isEvent, answers, predicate }: Understood): boolean {
  if (intent === "boolean") return isEvent;
  if (intent === "who") return predicate !== "home" && predicate !== "away" && predicate !== "atZone";
  return (
    intent === "why" ||
    intent === "summary" ||
    intent === "last" ||
    intent === "first" ||
    (intent === "count" && answers !== "entities")
  );
}

export const around = ({ from, to }: Between, now: number): Between => ({
  from: from - NEARLY,
  to: Math.min(now, to + MINUTE + NEARLY),
});
