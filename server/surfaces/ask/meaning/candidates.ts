import type { KnownEntity } from "../house/known-house.ts";
import { CONFIGURATION } from "./configuration.ts";
import type { Found } from "./features.ts";
import { isOfKind, type Kind } from "./kinds.ts";
import { EVERYWHERE, holdingOf, type Predicate } from "./predicates.ts";
import type { Said } from "./read-question.ts";
import { kindsIn, type Subject } from "./resolve.ts";
import type { Intent } from "./understood.ts";

/** They are said of a few kinds of things in words that mean something else of others: only where a thing is named. */
const NAMED: readonly Predicate[] = ["timing", "raised", "lowered", "extended", "retracted", "cutOff"];
/** They are asked of a thing whatever is said about it. */
const LOOSE: readonly Intent[] = ["why", "where", "summary", "attention", "value", "not ours", "future"];
/** An alarm that goes off is heard, a lamp that goes off is dark. */
const SUDDEN: readonly Predicate[] = ["triggered", "happened"];
/** Said of an alarm that can be armed before it is said of one that can only sound. */
const AS_ARMED: Partial<Record<Predicate, readonly Predicate[]>> = { on: ["armed"], off: ["disarmed"] };
/** What is meant by a noun alone: "the last motion in the hall". */
const BY_KIND: Partial<Record<Kind, Predicate>> = {
  motion: "motion",
  leak: "wet",
  smoke: "smoke",
  gas: "gas",
  doorbell: "happened",
  button: "happened",
  scene: "happened",
  alarm: "triggered",
  automation: "running",
  script: "running",
};

/** What may be said of the thing; the longest phrase first; nouns that may be verbs, and what can be true of everything, last; then nothing. */
export function candidates(
  { features, mention, tokens, zone }: Said,
  { wantsNumber, intent }: { wantsNumber: boolean; intent: Intent },
  fillers: ReadonlySet<string>,
): (Predicate | undefined)[] {
  if (zone !== undefined) return ["atZone"];
  if (wantsNumber) return [undefined];
  const isOfAlarm = kindsIn(mention).includes("alarm");
  const isNoun = (start: number, end: number) => features.kinds.some((kind) => kind.start <= start && kind.end >= end);
  // "was anything left open": nobody left.
  const isPartOfAnother = ({ what, start, end }: Found<Predicate>) =>
    (mention.length === 0 || NAMED.includes(what)) &&
    features.predicates.some((one) => one.start <= start && one.end >= end && one.end - one.start > end - start);
  const ranked = features.predicates
    .filter((one) => !isPartOfAnother(one) && !(mention.length === 0 && NAMED.includes(one.what)))
    .map(({ what, start, end }) => ({
      what,
      isNoun: isNoun(start, end),
      rank:
        end -
        start -
        (isNoun(start, end) ? 0.5 : 0) -
        (end - start === 1 && fillers.has(tokens[start]?.text ?? "") ? 0.4 : 0) -
        (EVERYWHERE.includes(what as never) ? 0.9 : 0) +
        (SUDDEN.includes(what) ? 0.1 : 0) +
        (isOfAlarm && (what === "armed" || what === "disarmed") ? 0.2 : 0),
    }))
    .sort((one, other) => other.rank - one.rank);
  const names = [...new Set(ranked.flatMap(({ what }) => (isOfAlarm ? [...(AS_ARMED[what] ?? []), what] : [what])))];
  // What was plainly said of it must be possible; a noun alone may say it, or nothing.
  const isLoose = [...LOOSE, ...CONFIGURATION].includes(intent);
  return isLoose || ranked.every((one) => one.isNoun) ? [...names, undefined] : names;
}

/** What a noun says by itself, where nothing else was said. */
export function byNoun(
  { mention }: Pick<Said, "mention">,
  subject: Subject,
  wantsNumber: boolean,
): Predicate | undefined {
  if (wantsNumber || subject.kind !== "these") return undefined;
  const isPossible = (predicate: Predicate) =>
    subject.entities.every((entity: KnownEntity) => holdingOf(predicate, entity));
  const noun = kindsIn(mention)
    .map((kind) => BY_KIND[kind])
    .find((predicate) => predicate && isPossible(predicate));
  if (noun) return noun;
  const [entity, another] = subject.entities;
  if (!entity || another) return undefined;
  const kind = (Object.keys(BY_KIND) as Kind[]).find((one) => isOfKind(entity, one));
  return kind && BY_KIND[kind];
}

const COUNTED: readonly Intent[] = ["count", "duration"];
const USUAL: readonly Predicate[] = ["open", "on", "cleaning", "mowing", "timing", "charging"];

/** "kitchen light how long yesterday": what such a thing does, where nothing was said about it. */
export function usualOf(subject: Subject, intent: Intent): Predicate | undefined {
  const [entity, another] = subject.kind === "these" ? subject.entities : [];
  if (!entity || another || !COUNTED.includes(intent)) return undefined;
  return USUAL.find((predicate) => holdingOf(predicate, entity) && !isOfKind(entity, "lock"));
}
