import type { Cue } from "../language/language.ts";
import type { Found } from "./features.ts";
import type { Mentioned } from "./mention.ts";
import type { Said } from "./read-question.ts";
import type { Intent, WhichRun } from "./understood.ts";

/** "the last cycle": of which run of an appliance something is asked that only a whole run has. */
export function runIn({ cues, features, hasTime }: Said): WhichRun | undefined {
  if (cues.has("when") || cues.has("howOften") || isOfAgo(features.cues)) return undefined;
  if (!cues.has("cycle") && !isLastRunning({ cues, features }) && !isNoun(features.cues)) return undefined;
  const isOfEnergy = asksEnergy({ cues, features });
  const isClaimed = cues.has("yesNo") && (features.lasting ?? features.comparison) !== undefined;
  const isRanked = RANKS.some((rank) => cues.has(rank));
  if (isClaimed && !isRanked) return undefined;
  if (!isOfEnergy && !cues.has("howLong") && !isClaimed && !(isRanked && (cues.has("which") || cues.has("what"))))
    return undefined;
  const said = RANKS.find((rank) => cues.has(rank));
  if (said === "average") return "mean";
  if (said !== undefined) return said;
  if (cues.has("present") && !cues.has("past")) return "mean"; // "how long does a cycle take"
  return hasTime ? undefined : "last";
}

/** "how long did it run the last time" */
const isLastRunning = ({ cues, features }: Pick<Said, "cues" | "features">): boolean =>
  cues.has("last") && cues.has("howLong") && features.predicates.some(({ what }) => what === "running");

/** "the last dishwasher run", but not "did it last run": something came between, and no "did", or another verb after it. */
function isNoun(cues: readonly Found<Cue>[]): boolean {
  const ranks = cues.filter(({ what }) => RANKS.some((rank) => rank === what));
  const isAfter = (one: Found<Cue>, others: readonly Found<Cue>[]) => others.some(({ end }) => end <= one.start);
  return cues.some((run) => {
    const hasVerb = cues.some((verb) => verb.what === "takes" && verb.start >= run.end);
    return run.what === "runs" && isAfter(run, ranks) && (hasVerb || !cues.some(({ what }) => what === "did"));
  });
}

const RANKS = ["longest", "shortest", "average", "highest", "lowest", "first", "last"] as const;

/** What of the run is asked for. */
export const intentOfRun = (said: Said): Intent => (asksEnergy(said) ? "total" : "duration");

const asksEnergy = ({ cues, features: { kinds, measures, comparison } }: Pick<Said, "cues" | "features">): boolean =>
  comparison !== undefined ||
  cues.has("howMuch") ||
  (cues.has("consumed") && !cues.has("howLong")) ||
  [...kinds, ...measures].some(({ what }) => what === "energy");

/** "how long ago" is no length. */
const isOfAgo = (cues: readonly Found<Cue>[]): boolean =>
  cues.some(
    (one) =>
      one.what === "last" &&
      cues.some(({ what, start, end }) => what === "howLong" && start < one.end && end > one.start),
  );

/** The power that a run drew is no part of what it is called. */
export function withoutEnergy(said: Said): Said {
  return { ...said, mention: said.mention.filter(isNoEnergy), strictMention: said.strictMention.filter(isNoEnergy) };
}

export const isNoEnergy = ({ kinds }: Mentioned): boolean => !kinds.includes("energy") && !kinds.includes("power");
