import type { KnownEntity } from "../house/known-house.ts";
import type { When } from "../time/compose.ts";
import { isOfKind, type Kind } from "./kinds.ts";
import { isAppliance, isNumeric } from "./nature.ts";
import { EVERYWHERE, holdingOf, type Predicate } from "./predicates.ts";
import type { Said } from "./read-question.ts";
import { kindsIn, type Subject, subjectOf } from "./resolve.ts";
import type { Ground } from "./understand.ts";
import type { Intent, Understood } from "./understood.ts";

const NUMERIC: readonly Intent[] = ["extreme", "average", "total"];
const GROUPS: readonly Intent[] = ["list", "who"];
/** What is meant by a noun alone: "the last motion in the hall". */
const BY_KIND: Partial<Record<Kind, Predicate>> = {
  motion: "motion",
  leak: "wet",
  smoke: "smoke",
  gas: "gas",
  doorbell: "happened",
  button: "happened",
  scene: "happened",
  door: "open",
  window: "open",
  garageDoor: "open",
  gate: "open",
  blind: "open",
  cover: "open",
  light: "on",
  switch: "on",
  outlet: "on",
  fan: "on",
  lock: "unlocked",
  person: "home",
  alarm: "triggered",
  siren: "on",
  media: "playing",
  vacuum: "cleaning",
  mower: "mowing",
  heating: "heating",
  sun: "up",
};

/** Puts what was said about things together with what was said about them. */
export function findSubject(
  said: Said,
  { intent, when }: { intent: Intent; when: When | undefined },
  ground: Ground,
): Understood {
  const { features, cues } = said;
  const wantsNumber =
    NUMERIC.includes(intent) ||
    features.comparison !== undefined ||
    (intent === "value" && said.features.predicates.length === 0);
  const measure = features.measures[0]?.what;
  const tried = candidates(said, wantsNumber).map((predicate) => ({
    predicate,
    subject: lookFor(said, { predicate, intent, measure, wantsNumber }, ground),
  }));
  const best =
    tried.find(({ subject }) => subject.kind === "these") ??
    tried.find(({ subject }) => subject.kind === "unclear") ??
    tried[0];
  const subject = best?.subject ?? { kind: "nothing" };
  return {
    intent,
    subject,
    predicate: best?.predicate ?? byNoun(said, subject, wantsNumber),
    measure: measure ?? kindsIn(said.mention)[0],
    comparison: features.comparison?.what,
    lasting: features.lasting?.what,
    quantifier:
      cues.has("none") || cues.has("nobody")
        ? "none"
        : cues.has("all") || cues.has("everybody")
          ? "all"
          : cues.has("any") || cues.has("anybody") || cues.has("indefinite")
            ? "any"
            : undefined,
    extreme: cues.has("lowest") ? "lowest" : cues.has("highest") ? "highest" : undefined,
    edge: cues.has("ended") ? "end" : cues.has("started") ? "start" : undefined,
    answers:
      cues.has("last") && cues.has("howLong")
        ? "ago"
        : cues.has("when") || cues.has("last") || cues.has("first")
          ? "instant"
          : cues.has("howMany")
            ? "entities"
            : undefined,
    isEvent: cues.has("did"),
    wantsWhich: cues.has("which") || cues.has("where"),
    when,
    quantity: quantityOf(said),
    other: undefined,
    more: cues.has("less") ? "less" : cues.has("more") ? "more" : undefined,
    clause: undefined,
  };
}

function quantityOf({ cues, features, mention }: Said): Intent | undefined {
  if (cues.has("oftener") || cues.has("howOften")) return "count";
  if (cues.has("longer") || cues.has("howLong")) return "duration";
  if (cues.has("consumed") || cues.has("howMuch")) return "total";
  const isMeasured =
    features.measures.length > 0 ||
    kindsIn(mention).some((kind) => ["temperature", "humidity", "power", "brightness"].includes(kind));
  return isMeasured || cues.has("average") ? "average" : undefined;
}

/** The longest phrase first; nouns that may be verbs, and what can be true of everything, last; then none at all. */
function candidates({ features }: Said, wantsNumber: boolean): (Predicate | undefined)[] {
  if (wantsNumber) return [undefined];
  const isNoun = (start: number, end: number) => features.kinds.some((kind) => kind.start <= start && kind.end >= end);
  const ranked = features.predicates
    .map(({ what, start, end }) => ({
      what,
      rank: end - start - (isNoun(start, end) ? 0.5 : 0) - (EVERYWHERE.includes(what as never) ? 0.9 : 0),
    }))
    .sort((one, other) => other.rank - one.rank)
    .map(({ what }) => what);
  return [...new Set(ranked), undefined];
}

type Sought = { predicate: Predicate | undefined; intent: Intent; measure: Kind | undefined; wantsNumber: boolean };

function lookFor(said: Said, sought: Sought, { lexicon }: Ground): Subject {
  const { cues } = said;
  const isGroup =
    said.isPlural ||
    GROUPS.includes(sought.intent) ||
    ["which", "where", "any", "none", "howMany", "indefinite", "nobody", "anybody", "everybody"].some((cue) =>
      cues.has(cue as never),
    );
  const wanted = {
    isGroup,
    isPossible: (entity: KnownEntity) => isPossible(entity, sought),
    prefers: (entity: KnownEntity) => isPreferred(entity, sought),
  };
  const full = measured(said, sought.measure);
  if (full.length === 0)
    return peopleMeant(
      said,
      sought,
      lexicon.terms.map(({ entity }) => entity),
    );
  const found = subjectOf(lexicon, { ...wanted, mention: full });
  const strict = said.strictMention;
  if (found.kind !== "unknown" || strict.length === full.length || strict.length === 0) return found;
  return subjectOf(lexicon, { ...wanted, mention: strict });
}

/** "how warm was the bedroom" speaks of its temperature. */
const measured = ({ mention }: Said, measure: Kind | undefined) =>
  measure && mention.length > 0 && !kindsIn(mention).includes(measure) ? mention : mention;

function isPossible(entity: KnownEntity, { predicate, intent, measure, wantsNumber }: Sought): boolean {
  if (wantsNumber)
    return intent === "value" && !measure
      ? true
      : isNumeric(entity) && (!measure || isOfKind(entity, measure) || isAppliance(entity, measure));
  if (predicate === undefined) return true;
  return holdingOf(predicate, entity) !== undefined || (predicate === "running" && isAppliance(entity, "power"));
}

function isPreferred(entity: KnownEntity, { predicate, measure, wantsNumber }: Sought): boolean {
  if (predicate === "running") return isAppliance(entity, "power");
  return wantsNumber && (measure ? isOfKind(entity, measure) : isNumeric(entity));
}

/** "who was home", "was anybody in", "when did I leave". */
function peopleMeant({ cues }: Said, { predicate, intent }: Sought, entities: readonly KnownEntity[]): Subject {
  const isOfPeople = predicate === "home" || predicate === "away" || predicate === "atZone" || intent === "where";
  if (!isOfPeople) return { kind: "nothing" };
  const people = entities.filter((entity) => isOfKind(entity, "person"));
  if (people.length === 0) return { kind: "nothing" };
  if (people.length > 1 && cues.has("me") && !cues.has("everybody")) return { kind: "unclear", options: people };
  return { kind: "these", entities: people, isGroup: people.length > 1 };
}

function byNoun({ mention }: Said, subject: Subject, wantsNumber: boolean): Predicate | undefined {
  if (wantsNumber || subject.kind !== "these") return undefined;
  const noun = kindsIn(mention)
    .map((kind) => BY_KIND[kind])
    .find((predicate) => predicate && subject.entities.every((entity) => holdingOf(predicate, entity)));
  if (noun) return noun;
  const [entity] = subject.entities;
  const kind = entity && (Object.keys(BY_KIND) as Kind[]).find((one) => isOfKind(entity, one));
  return kind && BY_KIND[kind];
}
