import type { PresentState } from "#server/store/house/contract.ts";
import type { KnownEntity, KnownHouse } from "../house/known-house.ts";
import { isOfKind } from "../meaning/kinds.ts";
import { isMeter, isNumeric } from "../meaning/nature.ts";
import type { Predicate } from "../meaning/predicates.ts";
import type { Intent, Understood } from "../meaning/understood.ts";
import { howLong, howOften } from "./amounts.ts";
import { type Asked, notKnown, type Outcome } from "./asked.ts";
import { attention } from "./attention.ts";
import { attributeAt } from "./attributes.ts";
import { whoDid, why } from "./causes.ts";
import { whatChanged } from "./changed.ts";
import { wasIt, wasUsed, whichWere } from "./claims.ts";
import { compare } from "./compare.ts";
import { deedOf } from "./deeds.ts";
import { sinceWhen, whenItWas } from "./instants.ts";
import { average, change, extreme, total, valueAt } from "./numbers.ts";
import { oneRun } from "./one-run.ts";
import { perDay } from "./per-day.ts";
import { summary } from "./summary/summary.ts";
import { usualTime } from "./usual-time.ts";
import { whichVersion } from "./version.ts";
import { askedOfAssist } from "./voice.ts";
import { where } from "./where.ts";
import { whichDay } from "./which-day.ts";
import { isOfTheLongest, isOfTheMost, whichMost } from "./which-most.ts";

export interface Around {
  readonly house: KnownHouse;
  readonly present: ReadonlyMap<string, PresentState>;
  /** Whether voice commands are kept. */
  readonly keepsVoice: boolean;
  askedOf(other: Understood): Promise<Asked | Outcome>;
}

/** The answer to a question that was understood. */
export async function answered(asked: Asked, around: Around): Promise<Outcome> {
  const { understood, language, entities } = asked;
  const { intent, predicate, quantity } = understood;
  if (intent === "summary")
    return entities.length === 1 && entities.every(isMeasured) ? average(asked) : summary(asked, around.house.entities);
  if (intent === "attention") return attention(asked, around);
  if (intent === "changed") return changedOrHappened(asked, around);
  if (intent === "version") return whichVersion(asked);
  if (intent === "voice") return askedOfAssist(asked, around.keepsVoice);
  if (understood.attribute && entities.length > 0) return attributeAt(asked, temperatureUnitOf(around.house));
  if (entities.length === 0 || isMeaningless(understood)) return notKnown(language.says.notUnderstood, 0.5);
  if (isNthOfNothing(understood)) return notKnown(language.says.notUnderstood, 0.5);
  if (understood.run) return oneRun(asked, around.house.entities);
  if (understood.subject.kind === "these" && understood.subject.by) return deedOf(asked, understood.subject.by);
  if (understood.isDaily && (intent === "count" || intent === "duration" || isOfSums(asked))) return perDay(asked);
  switch (intent) {
    case "last":
      if (understood.length) return duration(asked);
      return understood.extreme
        ? extreme(asked)
        : whenItWas(asked, understood.clause?.relation === "after" ? "first" : "last");
    case "first":
      return whenItWas(asked, "first");
    case "since":
      return sinceWhen(asked);
    case "count":
      return understood.answers === "entities" && entities.length > 1 && quantity !== "count" && predicate
        ? whichWere(asked, understood.isEvent)
        : howOften(asked);
    case "duration":
      return duration(asked);
    case "boolean":
      if (understood.comparison) return wasIt(asked, understood.isEvent);
      if (isOfRain(understood)) return didItRain(asked);
      return predicate ? wasIt(asked, understood.isEvent) : notKnown(language.says.notUnderstood, 0.5);
    case "list":
      if (isRace(understood)) return whoFirst(asked);
      return isOfTheMost(asked) ? whichMost(asked) : whichWere(asked, understood.isEvent);
    case "who":
      if (isRace(understood)) return whoFirst(asked);
      if (isOfPeople(predicate)) return whichWere(asked, understood.isEvent);
      return predicate ? whoDid(asked, around.house.entities) : notKnown(language.says.notUnderstood, 0.5);
    case "why":
      return why(asked, around.house.entities);
    case "where":
      return where(asked);
    case "value":
      if (!understood.when && !understood.clause) return notKnown(language.says.notOurs, 0.6);
      if (understood.extreme && !asked.isMoment && entities.some(isNumeric)) return extreme(asked);
      if (asked.isMoment || (entities.some(isNumeric) && !whatItDid(asked))) return valueAt(asked);
      // "what did the vacuum do": what happened to it. What was it, all the time, has no one answer.
      return understood.isEvent || !understood.wantsWhat
        ? summary(asked, around.house.entities)
        : notKnown(language.says.notUnderstood, 0.5);
    case "extreme":
      return extreme(asked);
    case "average":
      return average(asked);
    case "total":
      return asked.isMoment ? valueAt(asked) : total(asked);
    case "change":
      return entities.every(isMeter) ? total(asked) : change(asked);
    case "day":
      return whichDay(asked);
    case "usual":
      return predicate ? usualTime(asked) : notKnown(language.says.notUnderstood, 0.5);
    case "compare":
      return compared(asked, around);
    default:
      return notKnown(language.says.notUnderstood, 0.5);
  }
}

const temperatureUnitOf = ({ entities }: KnownHouse): string | undefined =>
  entities.find((entity) => isOfKind(entity, "temperature") && entity.unit)?.unit ?? undefined;

const CLAIMED: readonly Intent[] = ["last", "first", "count", "duration", "since", "list", "boolean"];

/** "twice" tells whether, and "the second time" also when; nothing else is told of one of several. */
const isNthOfNothing = ({ nth, repeats, intent, subject }: Understood): boolean =>
  (repeats !== undefined && nth === undefined && intent !== "boolean") ||
  (nth !== undefined &&
    (!["last", "first", "boolean"].includes(intent) || (subject.kind === "these" && subject.by !== undefined)));

const duration = (asked: Asked): Promise<Outcome> => (isOfTheLongest(asked) ? whichMost(asked) : howLong(asked));

/** Nothing was said that could be so; or the highest reading of a meter is asked for, which is always the last. */
function isMeaningless({ intent, predicate, comparison, subject, extreme: most, isDaily }: Understood): boolean {
  if (comparison && intent !== "boolean" && subject.kind === "these" && subject.entities.every(isMeter)) return true;
  if (intent === "boolean" && isOfRain({ subject })) return false;
  if (CLAIMED.includes(intent)) return predicate === undefined && comparison === undefined && most === undefined;
  if ((intent !== "extreme" && intent !== "average") || isDaily) return false;
  return subject.kind === "these" && subject.entities.every(isMeter);
}

/** "what did the dryer do": its runs. */
const whatItDid = ({ entities, understood: { isEvent, wantsWhat, quantity, measure } }: Asked): boolean =>
  isEvent && wantsWhat && !quantity && !measure && entities.every((entity) => isOfKind(entity, "power"));

/** What each day used. */
const isOfSums = ({ entities, understood: { intent } }: Asked): boolean =>
  (intent === "total" || intent === "average") && entities.every(isMeter);

/** What happened to a thermometer is how warm it was; of what draws power, its runs are told. */
const isMeasured = (entity: KnownEntity): boolean => isNumeric(entity) && !isOfKind(entity, "power");

const isOfRain = ({ subject }: Pick<Understood, "subject">): boolean =>
  subject.kind === "these" && subject.entities.every((entity) => isOfKind(entity, "rain"));

/** A gauge tells of a time whether it rained, and of no moment. */
const didItRain = (asked: Asked): Outcome | Promise<Outcome> =>
  asked.isMoment || !asked.entities.every(isMeter)
    ? notKnown(asked.language.says.notUnderstood, 0.5)
    : wasUsed(asked, { side: "above", value: 0 });

const isOfPeople = (predicate: Predicate | undefined): boolean =>
  predicate === "home" || predicate === "away" || predicate === "atZone";

/** "who came home first", "which of them left later" */
const isRace = ({ predicate, answers, more }: Understood): boolean =>
  isOfPeople(predicate) && (answers === "instant" || more !== undefined);

/** Who was the first or the last to come or go. */
async function whoFirst(asked: Asked): Promise<Outcome> {
  const { isFirst, more } = asked.understood;
  const outcome = await whenItWas(asked, isFirst || more === "less" ? "first" : "last");
  const [citation] = outcome.citations;
  const person = asked.entities.find(({ entity_id }) => entity_id === citation?.entity_id);
  return person ? { ...outcome, result: { kind: "text", value: person.name } } : outcome;
}

async function compared(asked: Asked, { askedOf }: Around): Promise<Outcome> {
  const other = asked.understood.other && (await askedOf(asked.understood.other));
  if (!other) return notKnown(asked.language.says.notUnderstood, 0.5);
  return "text" in other ? other : compare(asked, other);
}

/** What changed of a lamp is what it did, where nobody configured it anew. */
async function changedOrHappened(asked: Asked, { house }: Around): Promise<Outcome> {
  const outcome = await whatChanged(asked);
  const { asks = "which" } = asked.understood.configuration ?? {};
  const isOfThings = asked.entities.length > 0 && asks === "which" && outcome.citations.length === 0;
  return isOfThings && !asked.entities.some(isConfigured) ? summary(asked, house.entities) : outcome;
}

const isConfigured = ({ entity_id }: KnownEntity): boolean => /^(automation|script|scene|update)\./.test(entity_id);
