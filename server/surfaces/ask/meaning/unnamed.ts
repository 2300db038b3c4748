import type { KnownEntity } from "../house/known-house.ts";
import type { Language } from "../language/language.ts";
import { domainOf, isOfKind } from "./kinds.ts";
import type { Sought } from "./look-for.ts";
import { metersFor, ofTheHousehold } from "./metered.ts";
import { isAppliance, isMeter } from "./nature.ts";
import { holdingOf, type Predicate } from "./predicates.ts";
import type { Said } from "./read-question.ts";
import { type Subject, subjectOf } from "./resolve.ts";
import type { Ground } from "./understand.ts";

const IMPERSONAL: readonly Predicate[] = ["rainy", "snowy", "sunny", "up", "down"];

/** Said without a name where a home has one of them: "who locked up". */
const ALONE: readonly Predicate[] = ["locked", "unlocked", "armed", "disarmed", "cleaning", "mowing", "docked"];
const LONE = ["lock", "alarm_control_panel", "vacuum", "lawn_mower"];

/** "who was home", "did it rain", "which were unavailable": no thing is named, but only some can be meant. */
export function unnamed(said: Said, sought: Sought, ground: Ground): Subject {
  const { cues } = said;
  const entities = ground.lexicon.terms.map(({ entity }) => entity);
  const { predicate, intent, measure, attribute, isTotal } = sought;
  if (predicate === "home" || predicate === "away" || predicate === "atZone" || intent === "where") {
    if (cues.has("them")) return { kind: "nothing" };
    const people = entities.filter((entity) => isOfKind(entity, "person"));
    return people.length > 1 && cues.has("me") && !cues.has("everybody")
      ? { kind: "unclear", options: people }
      : these(people);
  }
  if (attribute === "title") return these(entities.filter((entity) => isOfKind(entity, "media")));
  if (predicate === "happened" && cues.has("rang"))
    return these(entities.filter((entity) => isOfKind(entity, "doorbell")));
  if (predicate && IMPERSONAL.includes(predicate)) {
    const known = entities.filter(
      (entity) => holdingOf(predicate, entity) && ["weather", "sun"].includes(domainOf(entity)),
    );
    const isByGauge = known.length === 0 && predicate === "rainy" && intent === "boolean";
    return these(isByGauge ? entities.filter((entity) => isOfKind(entity, "rain") && isMeter(entity)) : known);
  }
  if (measure === "rain" || measure === "wind") return onlyOne(entities.filter((entity) => isOfKind(entity, measure)));
  if (predicate && ALONE.includes(predicate) && isPlain(said, predicate))
    return onlyOne(entities.filter((entity) => holdingOf(predicate, entity) && LONE.includes(domainOf(entity))));
  if (measure === "energy" || ((intent === "total" || isTotal) && cues.has("produced")))
    return onlyOne(ofTheHousehold(entities.filter(metersFor(said, ground)), ground));
  if (predicate === "unavailable" && (intent === "list" || intent === "boolean" || intent === "count"))
    return these(entities);
  const isOfAnything = intent === "boolean" && (cues.has("any") || cues.has("none"));
  if (predicate && (intent === "list" || isOfAnything))
    return these(entities.filter((entity) => isSaidOf(predicate, entity) && entity.category === null));
  if (measure === "temperature")
    return these(
      entities.filter(
        (entity) => isOfKind(entity, "temperature") && isOutside(entity, ground.language) !== cues.has("where"),
      ),
    );
  return predicate === "running" ? doerOf(said, ground) : { kind: "nothing" };
}

/** They are on by name only, as "the water was on"; "what was on" asks for what somebody switches. */
const NOT_SWITCHED = ["valve", "binary_sensor", "automation", "schedule", "group", "remote"];
const isSaidOf = (predicate: Predicate, entity: KnownEntity): boolean =>
  holdingOf(predicate, entity) !== undefined &&
  !((predicate === "on" || predicate === "off") && NOT_SWITCHED.includes(domainOf(entity)));

/** "turned it off" is said of more than of alarms. */
const isPlain = ({ features }: Said, predicate: Predicate): boolean =>
  features.predicates.some(
    (one) =>
      one.what === predicate &&
      !features.predicates.some(
        ({ what, start, end }) => (what === "on" || what === "off") && start < one.end && end > one.start,
      ),
  );

/** "how often did we wash": the machine that does it. */
function doerOf({ tokens }: Said, { language, lexicon }: Ground): Subject {
  const doer = tokens
    .map(({ text }) => (Object.hasOwn(language.doers, text) ? language.doers[text] : undefined))
    .find((noun) => noun !== undefined);
  if (doer === undefined) return { kind: "nothing" };
  const isPossible = (entity: KnownEntity) =>
    isAppliance(entity, "power") || holdingOf("running", entity) !== undefined;
  const found = subjectOf(lexicon, { mention: [{ stem: lexicon.stem(doer), kinds: [] }], isGroup: false, isPossible });
  return found.kind === "unknown" ? { kind: "nothing" } : found;
}

const these = (meant: readonly KnownEntity[]): Subject =>
  meant.length === 0 ? { kind: "nothing" } : { kind: "these", entities: meant, isGroup: meant.length > 1 };

const onlyOne = (meant: readonly KnownEntity[]): Subject =>
  meant.length > 1 ? { kind: "unclear", options: meant } : { kind: "these", entities: meant, isGroup: false };

export const isOutside = ({ entity_id, name, aliases }: KnownEntity, { outdoors }: Language): boolean => {
  const called = [entity_id, name, ...aliases].join(" ").toLowerCase();
  return outdoors.some((part) => called.includes(part));
};
