import type { KnownEntity } from "../house/known-house.ts";
import { type Attribute, isKept } from "./attribute.ts";
import { joinedIn } from "./joined.ts";
import { domainOf, isOfKind, type Kind } from "./kinds.ts";
import type { Mentioned } from "./mention.ts";
import { metersFor } from "./metered.ts";
import { isAppliance, isCounted, isLevel, isMeter, isNumeric } from "./nature.ts";
import { holdingOf, type Predicate } from "./predicates.ts";
import type { Said } from "./read-question.ts";
import { type Subject, subjectOf } from "./resolve.ts";
import type { Ground } from "./understand.ts";
import type { Intent } from "./understood.ts";
import { isOutside, unnamed } from "./unnamed.ts";

const GROUPS: readonly Intent[] = ["list", "who", "summary"];
const SEVERAL = ["which", "any", "none", "howMany", "indefinite", "nobody", "anybody"] as const;

export type Sought = {
  predicate: Predicate | undefined;
  intent: Intent;
  measure: Kind | undefined;
  wantsNumber: boolean;
  /** A sum is asked for: what was used, or fell. */
  isTotal: boolean;
  attribute: Attribute | undefined;
};

/** The things that are meant, if what is said of them can be true. */
export function soughtFor(said: Said, sought: Sought, ground: Ground): Subject {
  const found = lookFor(said, sought, ground);
  // Of all that could be meant it can be told what happened.
  if (found.kind === "unclear" && sought.intent === "summary")
    return { kind: "these", entities: found.options, isGroup: true };
  if (found.kind !== "unknown") return found;
  return (
    usedBy(said, sought, ground) ??
    lockOf(said, sought, ground) ??
    metered(said, sought, ground) ??
    doneBy(said, sought, ground) ??
    joinedIn(said, sought, ground, (entity) => isPossible(entity, sought)) ??
    found
  );
}

/** "when did Anna unlock the door": what she did is looked for beside her. */
function doneBy(said: Said, sought: Sought, ground: Ground): Subject | undefined {
  const isHer = ({ stem }: Mentioned, name: readonly string[]) => name.includes(stem);
  const people = ground.lexicon.terms.filter(
    ({ entity, name }) => isOfKind(entity, "person") && said.mention.some((word) => isHer(word, name)),
  );
  const [person, another] = people;
  if (!person || another || sought.predicate === undefined) return undefined;
  const without = (mention: Said["mention"]) => mention.filter((word) => !isHer(word, person.name));
  const mention = without(said.mention);
  const rest = { ...said, mention, strictMention: without(said.strictMention) };
  const found = lookFor(rest, sought, ground);
  const deed = found.kind === "unknown" ? (lockOf(rest, sought, ground) ?? found) : found;
  return deed.kind === "these" && (!deed.isGroup || sought.intent === "list")
    ? { ...deed, by: person.entity }
    : undefined;
}

function lookFor(said: Said, sought: Sought, ground: Ground): Subject {
  const { lexicon } = ground;
  const isGroup =
    said.isPlural ||
    GROUPS.includes(sought.intent) ||
    SEVERAL.some((cue) => said.cues.has(cue)) ||
    // "we had the radio on": all of us, and one radio.
    (said.cues.has("everybody") && said.mention.length === 0);
  const wanted = {
    isGroup,
    // "who opened the window" may be said of any, and of one that is called so.
    isOneIfNamed: sought.intent === "who" && !said.isPlural,
    isPossible: (entity: KnownEntity) => isPossible(entity, sought),
    prefers: (entity: KnownEntity) => isPreferred(entity, sought),
  };
  const full = meantIn(said.mention, sought);
  if (isOfAllPower(said, sought)) return unnamed(said, { ...sought, measure: "energy" }, ground);
  if (full.length === 0) return unnamed(said, sought, ground);
  const suits = suiting(said, sought, ground);
  const isSuitable = (entity: KnownEntity) => suits?.(entity) === true && wanted.isPossible(entity);
  const suited = suits && subjectOf(lexicon, { ...wanted, mention: full, isPossible: isSuitable });
  if (suited && suited.kind !== "unknown") return suited;
  const found = subjectOf(lexicon, { ...wanted, mention: full });
  const strict = meantIn(said.strictMention, sought);
  if (found.kind !== "unknown" || strict.length === full.length || strict.length === 0) return found;
  return subjectOf(lexicon, { ...wanted, mention: strict });
}

/** "the temperature outside", "the energy that we used": of several, those of which that can be true. */
function suiting(
  said: Said,
  { measure, wantsNumber }: Sought,
  ground: Ground,
): ((entity: KnownEntity) => boolean) | undefined {
  if (said.cues.has("outside")) return (entity) => isOutside(entity, ground.language);
  const isOfEnergy = measure === "energy" || (measure === undefined && said.cues.has("consumed"));
  return wantsNumber && isOfEnergy ? metersFor(said, ground) : undefined;
}

/** "the temperature of the thermostat was set to": the noun tells the attribute, not the thing. */
const meantIn = (mention: Said["mention"], { attribute }: Sought): Said["mention"] =>
  attribute === undefined ? mention : mention.filter(({ kinds }) => !kinds.some((kind) => isKept(attribute, kind)));

/** "the power that we used": the home's energy, not that of one thing. */
const isOfAllPower = ({ mention, cues }: Said, { wantsNumber }: Sought): boolean =>
  wantsNumber &&
  cues.has("consumed") &&
  mention.length > 0 &&
  mention.every(({ kinds }) => kinds.length > 0 && kinds.every((kind) => kind === "power" || kind === "energy"));

/** "the energy of the dryer" is its power over time, where no meter of its own counts it. */
function usedBy(said: Said, { wantsNumber, intent }: Sought, { lexicon }: Ground): Subject | undefined {
  const mention = said.mention.filter(({ kinds }) => !kinds.includes("energy"));
  if (!wantsNumber || intent === "value" || mention.length === 0 || mention.length === said.mention.length)
    return undefined;
  const isPossible = (entity: KnownEntity) => isOfKind(entity, "power");
  return subjectOf(lexicon, { mention, isGroup: false, isPossible });
}

/** "the power from the grid": over a time it is energy. */
function metered({ mention }: Said, { isTotal }: Sought, { lexicon }: Ground): Subject | undefined {
  if (!isTotal || !mention.some(({ kinds }) => kinds.includes("power"))) return undefined;
  const asEnergy = mention.map(({ stem, kinds }) => ({
    stem,
    kinds: kinds.includes("power") ? (["energy"] as const) : kinds,
  }));
  const found = subjectOf(lexicon, { mention: asEnergy, isGroup: false, isPossible: isCounted });
  return found.kind === "unknown" ? undefined : found;
}

/** "the front door was locked" tells of the lock beside it. */
function lockOf({ mention }: Said, { predicate, wantsNumber }: Sought, { lexicon }: Ground): Subject | undefined {
  if (wantsNumber || (predicate !== "locked" && predicate !== "unlocked") || mention.length === 0) return undefined;
  const door = subjectOf(lexicon, { mention, isGroup: false, isPossible: (entity) => isOfKind(entity, "door") });
  const [found] = door.kind === "these" ? door.entities : [];
  if (!found?.area_id) return undefined;
  const locks = lexicon.terms
    .map(({ entity }) => entity)
    .filter((one) => isOfKind(one, "lock") && one.area_id === found.area_id);
  return locks.length === 1 ? { kind: "these", entities: locks, isGroup: false } : undefined;
}

function isPossible(entity: KnownEntity, { predicate, intent, measure, wantsNumber, attribute }: Sought): boolean {
  if (attribute !== undefined) return isKept(attribute, entity);
  if (wantsNumber)
    return intent === "value" && !measure
      ? true
      : isNumeric(entity) &&
          (!measure || isOfKind(entity, measure) || isAppliance(entity, measure) || isLevel(entity, measure));
  if (intent === "where") return isOfKind(entity, "person") || isOfKind(entity, "tracker");
  if (predicate === undefined) return true;
  return (
    holdingOf(predicate, entity) !== undefined ||
    ((predicate === "running" || predicate === "on") && isOfKind(entity, "power"))
  );
}

function isPreferred(entity: KnownEntity, { predicate, intent, measure, wantsNumber, isTotal }: Sought): boolean {
  if (predicate === "running") return isOfKind(entity, "power");
  if (predicate === "on") return domainOf(entity) !== "switch"; // a plug is on all day; what hangs on it is meant
  if (predicate === "open" || predicate === "closed") return !isOfKind(entity, "lock"); // its latch, and not the door
  if (intent === "where") return isOfKind(entity, "person");
  if (intent === "summary") return !isOfKind(entity, "energy"); // an appliance by its runs
  if (isTotal && measure === undefined) return isMeter(entity);
  if (measure) return wantsNumber && isOfKind(entity, measure);
  return wantsNumber && ((isNumeric(entity) && !isOfKind(entity, "energy")) || domainOf(entity) === "climate");
}
