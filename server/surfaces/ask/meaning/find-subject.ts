import type { KnownEntity } from "../house/known-house.ts";
import type { When } from "../time/compose.ts";
import { CONFIGURATION } from "./configuration.ts";
import { domainOf, isOfKind, type Kind } from "./kinds.ts";
import { isAppliance, isNumeric } from "./nature.ts";
import { EVERYWHERE, holdingOf, type Predicate } from "./predicates.ts";
import type { Said } from "./read-question.ts";
import { kindsIn, type Subject, subjectOf } from "./resolve.ts";
import type { Ground } from "./understand.ts";
import type { Intent, Understood } from "./understood.ts";

const NUMERIC: readonly Intent[] = ["extreme", "average", "total"];
/** They are asked of a thing whatever is said about it. */
const LOOSE: readonly Intent[] = ["why", "where", "summary", "attention", "value", "not ours", "future"];
/** An alarm that goes off is heard, a lamp that goes off is dark. */
const SUDDEN: readonly Predicate[] = ["triggered", "happened"];
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
  alarm: "triggered",
  automation: "running",
  script: "running",
};

/** Puts what was said about things together with what was said about them. */
export function findSubject(
  said: Said,
  {
    intent,
    when,
    side,
  }: { intent: Intent; when: When | undefined; side?: Pick<Understood, "measure" | "predicate"> | undefined },
  ground: Ground,
): Omit<Understood, "configuration"> {
  const { features, cues } = said;
  const wantsNumber =
    NUMERIC.includes(intent) ||
    features.comparison !== undefined ||
    (side !== undefined && side.predicate === undefined) ||
    (intent === "value" && said.features.predicates.length === 0);
  const measure = features.measures[0]?.what ?? side?.measure;
  const tried = candidates(said, { wantsNumber, intent }, new Set(ground.language.fillers)).map((predicate) => ({
    predicate,
    subject: soughtFor(said, { predicate, intent, measure, wantsNumber }, ground),
  }));
  const best =
    tried.find(({ subject }) => subject.kind === "these") ??
    tried.find(({ subject }) => subject.kind === "unclear") ??
    tried[0];
  const subject = byItsPower(best?.subject ?? { kind: "nothing" }, best?.predicate, ground);
  return {
    intent,
    subject,
    predicate: best?.predicate ?? byNoun(said, subject, wantsNumber),
    zone: said.zone,
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
    edge: cues.has("ended") || leavesZone(said) ? "end" : cues.has("started") ? "start" : undefined,
    answers:
      cues.has("last") && cues.has("howLong")
        ? "ago"
        : cues.has("when") || cues.has("last") || cues.has("first")
          ? "instant"
          : cues.has("howMany")
            ? "entities"
            : undefined,
    isFirst: cues.has("first"),
    isEvent: cues.has("did"),
    wantsWhich: cues.has("which") || cues.has("where"),
    when,
    quantity: quantityOf(said),
    other: undefined,
    more: cues.has("less") ? "less" : cues.has("more") ? "more" : undefined,
    clause: undefined,
  };
}

/** To leave a place is the end of having been there. */
const leavesZone = ({ zone, features }: Said): boolean =>
  zone !== undefined && features.predicates.some(({ what }) => what === "away");

/** Whether a plug is on says nothing about what hangs on it, where its power is measured. */
function byItsPower(subject: Subject, predicate: Predicate | undefined, { lexicon }: Ground): Subject {
  if (subject.kind !== "these" || predicate !== "running") return subject;
  const meterOf = (entity: KnownEntity) =>
    domainOf(entity) === "switch"
      ? lexicon.terms.find(({ entity: other }) => other.device_id === entity.device_id && isOfKind(other, "power"))
          ?.entity
      : undefined;
  const entities = [...new Set(subject.entities.map((entity) => meterOf(entity) ?? entity))];
  return { ...subject, entities, isGroup: subject.isGroup && entities.length > 1 };
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
function candidates(
  { features, tokens, zone }: Said,
  { wantsNumber, intent }: Pick<Sought, "wantsNumber" | "intent">,
  fillers: ReadonlySet<string>,
): (Predicate | undefined)[] {
  if (zone !== undefined) return ["atZone"];
  if (wantsNumber) return [undefined];
  const isNoun = (start: number, end: number) => features.kinds.some((kind) => kind.start <= start && kind.end >= end);
  const ranked = features.predicates
    .map(({ what, start, end }) => ({
      what,
      isNoun: isNoun(start, end),
      rank:
        end -
        start -
        (isNoun(start, end) ? 0.5 : 0) -
        (end - start === 1 && fillers.has(tokens[start]?.text ?? "") ? 0.4 : 0) -
        (EVERYWHERE.includes(what as never) ? 0.9 : 0) +
        (SUDDEN.includes(what) ? 0.1 : 0),
    }))
    .sort((one, other) => other.rank - one.rank);
  const names = [...new Set(ranked.map(({ what }) => what))];
  // What was plainly said of it must be possible; a noun alone may say it, or nothing.
  const isLoose = [...LOOSE, ...CONFIGURATION].includes(intent);
  return isLoose || ranked.every((one) => one.isNoun) ? [...names, undefined] : names;
}

type Sought = { predicate: Predicate | undefined; intent: Intent; measure: Kind | undefined; wantsNumber: boolean };

function soughtFor(said: Said, sought: Sought, ground: Ground): Subject {
  const found = lookFor(said, sought, ground);
  return found.kind === "unknown" ? (usedBy(said, sought, ground) ?? found) : found;
}

function lookFor(said: Said, sought: Sought, { lexicon }: Ground): Subject {
  const { cues } = said;
  const isGroup =
    said.isPlural ||
    GROUPS.includes(sought.intent) ||
    ["which", "any", "none", "howMany", "indefinite", "nobody", "anybody", "everybody"].some((cue) =>
      cues.has(cue as never),
    );
  const wanted = {
    isGroup,
    isPossible: (entity: KnownEntity) => isPossible(entity, sought),
    prefers: (entity: KnownEntity) => isPreferred(entity, sought),
  };
  const full = said.mention;
  if (full.length === 0)
    return unnamed(
      said,
      sought,
      lexicon.terms.map(({ entity }) => entity),
    );
  const found = subjectOf(lexicon, { ...wanted, mention: full });
  const strict = said.strictMention;
  if (found.kind !== "unknown" || strict.length === full.length || strict.length === 0) return found;
  return subjectOf(lexicon, { ...wanted, mention: strict });
}

/** "the energy of the dryer" is its power over time, where no meter of its own counts it. */
function usedBy(said: Said, { wantsNumber }: Sought, { lexicon }: Ground): Subject | undefined {
  const mention = said.mention.filter(({ kinds }) => !kinds.includes("energy"));
  if (!wantsNumber || mention.length === 0 || mention.length === said.mention.length) return undefined;
  const isPossible = (entity: KnownEntity) => isOfKind(entity, "power");
  return subjectOf(lexicon, { mention, isGroup: false, isPossible });
}

function isPossible(entity: KnownEntity, { predicate, intent, measure, wantsNumber }: Sought): boolean {
  if (wantsNumber)
    return intent === "value" && !measure
      ? true
      : isNumeric(entity) && (!measure || isOfKind(entity, measure) || isAppliance(entity, measure));
  if (intent === "where") return isOfKind(entity, "person") || isOfKind(entity, "tracker");
  if (predicate === undefined) return true;
  return holdingOf(predicate, entity) !== undefined || (predicate === "running" && isAppliance(entity, "power"));
}

function isPreferred(entity: KnownEntity, { predicate, intent, measure, wantsNumber }: Sought): boolean {
  if (predicate === "running") return isAppliance(entity, "power");
  if (intent === "where") return isOfKind(entity, "person");
  return wantsNumber && (measure ? isOfKind(entity, measure) : isNumeric(entity));
}

/** "who was home", "did it rain", "which were unavailable": no thing is named, but only some can be meant. */
function unnamed({ cues }: Said, { predicate, intent, measure }: Sought, entities: readonly KnownEntity[]): Subject {
  const these = (meant: readonly KnownEntity[]): Subject =>
    meant.length === 0 ? { kind: "nothing" } : { kind: "these", entities: meant, isGroup: meant.length > 1 };
  if (predicate === "home" || predicate === "away" || predicate === "atZone" || intent === "where") {
    const people = entities.filter((entity) => isOfKind(entity, "person"));
    return people.length > 1 && cues.has("me") && !cues.has("everybody")
      ? { kind: "unclear", options: people }
      : these(people);
  }
  if (predicate === "happened") return these(entities.filter((entity) => isOfKind(entity, "doorbell")));
  if (predicate && IMPERSONAL.includes(predicate))
    return these(
      entities.filter((entity) => holdingOf(predicate, entity) && ["weather", "sun"].includes(domainOf(entity))),
    );
  if (measure === "energy") return onlyOne(entities.filter((entity) => isOfKind(entity, "energy")));
  if (predicate === "unavailable" && (intent === "list" || intent === "boolean" || intent === "count"))
    return these(entities);
  if (predicate && intent === "list")
    return these(entities.filter((entity) => holdingOf(predicate, entity) && entity.category === null));
  if (measure === "temperature")
    return these(
      entities.filter((entity) => isOfKind(entity, "temperature") && isOutside(entity) !== cues.has("where")),
    );
  return { kind: "nothing" };
}

const onlyOne = (meant: readonly KnownEntity[]): Subject =>
  meant.length > 1 ? { kind: "unclear", options: meant } : { kind: "these", entities: meant, isGroup: false };

const IMPERSONAL: readonly Predicate[] = ["rainy", "snowy", "sunny", "up", "down"];
const isOutside = ({ entity_id, name }: KnownEntity): boolean =>
  /out(side|door)|garden|balcon|terrace|patio|aussen|außen|garten|balkon|terrasse/i.test(`${entity_id} ${name}`);

function byNoun({ mention }: Said, subject: Subject, wantsNumber: boolean): Predicate | undefined {
  if (wantsNumber || subject.kind !== "these") return undefined;
  const noun = kindsIn(mention)
    .map((kind) => BY_KIND[kind])
    .find((predicate) => predicate && subject.entities.every((entity) => holdingOf(predicate, entity)));
  if (noun) return noun;
  const [entity, another] = subject.entities;
  if (!entity || another) return undefined;
  const kind = (Object.keys(BY_KIND) as Kind[]).find((one) => isOfKind(entity, one));
  return kind && BY_KIND[kind];
}
