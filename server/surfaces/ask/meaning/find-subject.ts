import type { KnownEntity } from "../house/known-house.ts";
import type { When } from "../time/compose.ts";
import { wordsOf } from "../words/tokens.ts";
import { type Attribute, attributeIn } from "./attribute.ts";
import { byNoun, candidates, usualOf } from "./candidates.ts";
import { domainOf, isOfKind } from "./kinds.ts";
import { isOfTheLatest } from "./latest.ts";
import { type Sought, soughtFor } from "./look-for.ts";
import { isAppliance } from "./nature.ts";
import type { Predicate } from "./predicates.ts";
import { quantityOf } from "./quantity.ts";
import type { Said } from "./read-question.ts";
import { kindsIn, type Subject } from "./resolve.ts";
import { intentOfRun, runIn, withoutEnergy } from "./run.ts";
import { SYSTEM, saidOfSystem } from "./system.ts";
import type { Ground } from "./understand.ts";
import type { Intent, Understood, WhichRun } from "./understood.ts";

const NUMERIC: readonly Intent[] = ["extreme", "average", "total", "change"];
/** "when did the dryer end": of a machine it asks for its runs. */
const RUN: readonly Intent[] = ["last", "first", "count", "duration"];
const isMachine = (subject: Subject): boolean =>
  subject.kind === "these" && subject.entities.every((entity) => isAppliance(entity, "power"));
type Asked = {
  intent: Intent;
  when: When | undefined;
  side?: Pick<Understood, "measure" | "predicate"> | undefined;
};

/** Puts what was said about things together with what was said about them. */
export function findSubject(
  said: Said,
  { intent: asked, when, side }: Asked,
  ground: Ground,
): Omit<Understood, "configuration"> {
  const run = runIn(said);
  if (run) return ofRun(said, { run, when }, ground);
  const asAttribute = attributeIn(said, asked);
  // "what was on" asks for a title where a player is named.
  const attribute = asAttribute && isTold(said, asAttribute, ground) ? asAttribute : undefined;
  const intent = attribute === undefined ? asked : "value";
  const wantsNumber = attribute === undefined && isOfNumbers(said, intent, side);
  const measure = measureOf(said, side);
  const isTotal = intent === "total" || (intent !== "change" && quantityOf(said) === "total");
  const best = bestOf(said, { intent, measure, wantsNumber, isTotal, attribute }, ground);
  const heard = best.predicate ?? usualOf(best.subject, intent);
  const isRunning = heard === "running" || (heard === "on" && (!isOfPlugs(said) || isDrawing(best.subject)));
  const subject = byItsPower(best.subject, isRunning, ground);
  const predicate = isRunning && isDrawing(subject) ? "running" : heard;
  return {
    ...parts(said, when),
    intent,
    subject,
    predicate:
      predicate ??
      byNoun(said, subject, wantsNumber || attribute !== undefined) ??
      (RUN.includes(intent) && isMachine(subject) ? "running" : undefined),
    attribute,
    measure: measure ?? kindsIn(said.mention)[0],
  };
}

/** "how much did the last cycle of the dryer use": what ran, and not the meter that counts it. */
function ofRun(said: Said, { run, when }: { run: WhichRun; when: When | undefined }, ground: Ground): Found & Parts {
  const sought = {
    intent: intentOfRun(said),
    measure: undefined,
    wantsNumber: false,
    isTotal: false,
    attribute: undefined,
    predicate: "running",
  } as const;
  const found = soughtFor(withoutEnergy(said), sought, ground);
  return {
    ...parts(said, when),
    run,
    intent: sought.intent,
    subject: byItsPower(found, true, ground),
    predicate: "running",
    attribute: undefined,
    measure: undefined,
  };
}

type Parts = Omit<Understood, "configuration" | "subject" | "predicate">;

/** What is read of the words whatever is meant by them. */
function parts(said: Said, when: When | undefined) {
  const { features } = said;
  return {
    zone: said.zone,
    comparison: features.comparison?.what,
    lasting: features.lasting?.what,
    repeats: features.repeats?.what ?? repeatsOf(features.nth?.what),
    nth: features.nth?.what,
    ...manner(said),
    run: undefined,
    when,
    quantity: quantityOf(said),
    other: undefined,
    clause: undefined,
  };
}

/** "did it ring a second time" */
const repeatsOf = (nth = 0): Understood["repeats"] => (nth > 1 ? { rule: "atLeast", times: nth } : undefined);

/** Only what was plainly asked for is looked for nowhere else. */
const isTold = (said: Said, attribute: Attribute, ground: Ground): boolean => {
  if (attribute === "target" || !(said.cues.has("shown") || attribute === "brightness")) return true;
  const none = { measure: undefined, predicate: undefined, wantsNumber: false, isTotal: false } as const;
  const found = soughtFor(said, { ...none, intent: "value", attribute }, ground);
  return found.kind === "these" && (attribute !== "brightness" || namesLight(said, found.entities, ground));
};

/** "how bright was it in the cellar" asks of no lamp. */
const namesLight = ({ mention }: Said, lights: readonly KnownEntity[], { lexicon }: Ground): boolean =>
  mention.some(
    ({ stem, kinds }) =>
      kinds.includes("light") || lights.every(({ name }) => wordsOf(name).map(lexicon.stem).includes(stem)),
  );

const ASKING = ["what", "which", "howMuch", "howLong", "when"] as const;

/** How something is asked: of all or of any, of the highest, of the end, of the first. */
function manner(said: Said) {
  const { cues } = said;
  return {
    quantifier:
      cues.has("none") || cues.has("nobody")
        ? ("none" as const)
        : cues.has("all") ||
            (cues.has("everybody") && said.mention.length === 0) ||
            (cues.has("joined") && said.parts.length > 1)
          ? ("all" as const)
          : cues.has("any") || cues.has("anybody") || cues.has("indefinite")
            ? ("any" as const)
            : undefined,
    extreme: cues.has("lowest") ? ("lowest" as const) : cues.has("highest") ? ("highest" as const) : undefined,
    length: lengthOf(said),
    edge:
      cues.has("ended") || leavesZone(said) ? ("end" as const) : cues.has("started") ? ("start" as const) : undefined,
    answers: answersOf(said),
    goes: cues.has("falling") ? ("down" as const) : cues.has("rising") ? ("up" as const) : undefined,
    isDaily: cues.has("daily"),
    isFirst: cues.has("first"),
    isEvent: cues.has("did"),
    isOfIt: cues.has("it"),
    isClaim: cues.has("yesNo") && !ASKING.some((cue) => cues.has(cue)),
    wantsWhat: cues.has("what"),
    wantsWhich: cues.has("which") || cues.has("where"),
    more: cues.has("difference")
      ? undefined
      : cues.has("less")
        ? ("less" as const)
        : cues.has("more")
          ? ("more" as const)
          : undefined,
  };
}

const lengthOf = (said: Said): Understood["length"] =>
  said.cues.has("longest")
    ? "longest"
    : said.cues.has("shortest")
      ? "shortest"
      : isOfTheLatest(said)
        ? "latest"
        : undefined;

function answersOf(said: Said): Understood["answers"] {
  const { cues } = said;
  if (cues.has("howManyDays")) return "days";
  if (isOfTheLatest(said)) return undefined;
  if (cues.has("last") && cues.has("howLong")) return "ago";
  if (cues.has("when") || cues.has("last") || cues.has("first")) return "instant";
  return cues.has("howMany") ? "entities" : undefined;
}

function isOfNumbers({ features, cues, isFiller }: Said, intent: Intent, side: Asked["side"]): boolean {
  // "on the balcony" says nothing of a balcony that is on.
  const isPlain = features.predicates.every(({ start, end }) => end - start === 1 && isFiller(start));
  return (
    (NUMERIC.includes(intent) && !cues.has("longest") && !cues.has("shortest")) ||
    features.comparison !== undefined ||
    (side !== undefined && side.predicate === undefined) ||
    (cues.has("consumed") && (cues.has("more") || cues.has("less"))) ||
    (features.predicates.length === 0 && (intent === "value" || intent === "day")) ||
    (intent === "day" && (cues.has("consumed") || (isPlain && features.measures.length > 0))) ||
    (isPlain && features.measures.length > 0 && (intent === "value" || intent === "boolean")) ||
    // "how damp was it" says of nothing that it was damp.
    (intent === "value" && features.predicates.every((one) => features.measures.some((measure) => isIn(one, measure))))
  );
}

const isIn = (one: { start: number; end: number }, { start, end }: { start: number; end: number }): boolean =>
  one.start >= start && one.end <= end;

function measureOf({ features }: Said, side: Asked["side"]): Understood["measure"] {
  if (features.comparison?.what.value === "freezing") return "temperature";
  return features.measures[0]?.what ?? side?.measure;
}

type Found = { predicate: Predicate | undefined; subject: Subject };

/** Of what may be said, the first that can be true of what is named. */
function bestOf(said: Said, sought: Omit<Sought, "predicate">, ground: Ground): Found {
  if (said.cues.has("system") && said.mention.length === 0) {
    const predicate = saidOfSystem(said.features.predicates.map(({ what }) => what));
    if (predicate) return { predicate, subject: { kind: "these", entities: [SYSTEM], isGroup: false } };
    return { predicate, subject: { kind: "unknown", words: [] } };
  }
  const fillers = new Set(ground.language.fillers);
  const tried = sought.attribute
    ? [{ predicate: undefined, subject: soughtFor(said, { ...sought, predicate: undefined }, ground) }]
    : candidates(said, sought, fillers).map((predicate) => ({
        predicate,
        subject: soughtFor(said, { ...sought, predicate }, ground),
      }));
  return (
    tried.find(({ subject }) => subject.kind === "these") ??
    tried.find(({ subject }) => subject.kind === "unclear") ??
    tried[0] ?? { predicate: undefined, subject: { kind: "nothing" } }
  );
}

/** To leave a place is the end of having been there. */
const leavesZone = ({ zone, features }: Said): boolean =>
  zone !== undefined && features.predicates.some(({ what }) => what === "away");

/** "the plug was on", and not what hangs on it. */
const isOfPlugs = ({ mention }: Said): boolean =>
  kindsIn(mention).some((kind) => kind === "outlet" || kind === "switch") ||
  mention.some(({ stem }) => stem === "plug");
const isDrawing = (subject: Subject): boolean =>
  subject.kind === "these" && subject.entities.every((entity) => isOfKind(entity, "power"));

/** Whether a plug is on says nothing about what hangs on it, where its power is measured. */
function byItsPower(subject: Subject, isRunning: boolean, { lexicon }: Ground): Subject {
  if (subject.kind !== "these" || !isRunning) return subject;
  const meterOf = (entity: KnownEntity) =>
    domainOf(entity) === "switch" && entity.device_id !== null
      ? lexicon.terms.find(({ entity: other }) => other.device_id === entity.device_id && isOfKind(other, "power"))
          ?.entity
      : undefined;
  const entities = [...new Set(subject.entities.map((entity) => meterOf(entity) ?? entity))];
  return { ...subject, entities, isGroup: subject.isGroup && entities.length > 1 };
}
