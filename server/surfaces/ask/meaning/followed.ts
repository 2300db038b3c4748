import { Temporal } from "temporal-polyfill";
import type { KnownEntity } from "../house/known-house.ts";
import type { When } from "../time/compose.ts";
import { lengthOf } from "../time/read-atoms.ts";
import { timeSlots } from "../time/slots.ts";
import type { Unit } from "../time/time-words.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { usualOf } from "./candidates.ts";
import { domainOf, isOfKind } from "./kinds.ts";
import { holdingOf, type Predicate } from "./predicates.ts";
import type { Subject } from "./resolve.ts";
import { SYSTEM } from "./system.ts";
import type { Ground } from "./understand.ts";
import type { Intent, Understood, WhichRun } from "./understood.ts";

type Zoned = When["to"];

const DAY_AT_MOST = 25; // hours

const BARE: readonly Intent[] = ["unclear", "summary", "value", "list"];
/** They can be asked of what was spoken of before. */
const OF_IT: readonly Intent[] = ["last", "first", "count", "duration", "since", "boolean", "who", "why"];

/** What a question means by what was asked before it in the conversation. */
export function followed(understood: Understood, before: Understood | undefined): Understood {
  if (!before) return understood;
  const chosen = chosenOf(understood, before);
  if (chosen) return chosen;
  const run = runBefore(understood, before);
  if (run && understood.intent === "total" && understood.isOfIt) return { ...ofIt(understood, before), run };
  if (understood.predicate === undefined && understood.attribute === undefined && BARE.includes(understood.intent))
    return sameOf(understood, before);
  if (understood.subject.kind !== "nothing") return understood;
  if (understood.intent === "where") return { ...understood, subject: before.subject };
  return OF_IT.includes(understood.intent) ? { ...ofIt(understood, before), run } : understood;
}

/** "when did the washer last run?", "how much did it use?": that run. */
function runBefore({ intent, when, run }: Understood, before: Understood): WhichRun | undefined {
  if (run || when || before.predicate !== "running" || (intent !== "total" && intent !== "duration")) return run;
  return before.run ?? (before.intent === "first" || before.intent === "last" ? before.intent : undefined);
}

/** "the one in the den" answers "which one?", "in the evening" answers "in the morning or in the evening?". */
function chosenOf({ subject, when }: Understood, before: Understood): Understood | undefined {
  if (before.subject.kind === "unclear" && subject.kind !== "nothing") {
    const { options } = before.subject;
    const told = subject.kind === "these" ? subject.entities : subject.kind === "unclear" ? subject.options : [];
    const left = options.filter(({ key }) => told.some((one) => one.key === key));
    return left.length === 1 ? { ...before, subject: { kind: "these", entities: left, isGroup: false } } : undefined;
  }
  const { orElse, ...first } = before.when ?? { orElse: undefined, to: undefined };
  if (!orElse || !when?.from || subject.kind !== "nothing" || first.to === undefined) return undefined;
  const [begin, end] = [when.from.hour, when.to.hour <= when.from.hour ? 24 : when.to.hour];
  const fits = [first as When, orElse].filter((one) => one.to.hour >= begin && one.to.hour < end);
  return fits.length === 1 ? { ...before, when: fits[0] } : undefined;
}

/** "and yesterday?" asks the same of another time, "and the kitchen?" of another thing. */
function sameOf(understood: Understood, before: Understood): Understood {
  const told = possible(alike(understood.subject, before.subject), before);
  const subject = told.kind === "these" ? told : before.subject;
  if (understood.when === undefined && told.kind !== "these") return understood;
  const predicate = saidOf(subject, before);
  if (predicate === undefined && before.predicate !== undefined) return understood;
  return {
    ...before,
    predicate,
    subject,
    when: understood.when ? sameClock(understood.when, before.when) : before.when,
  };
}

/** "how long was the window open?", "and the dehumidifier?": what such a thing does, where it cannot be open; nothing where that is not plain. */
function saidOf(subject: Subject, { predicate, intent }: Understood): Predicate | undefined {
  if (predicate === undefined || subject.kind !== "these") return predicate;
  const isByPower = predicate === "running" || predicate === "on";
  const canBe = (entity: KnownEntity) =>
    entity === SYSTEM || holdingOf(predicate, entity) !== undefined || (isByPower && isOfKind(entity, "power"));
  return subject.entities.every(canBe) ? predicate : usualOf(subject, intent);
}

/** "and the dryer?": of all that are called so, the one that is such a thing as was spoken of. */
function alike(subject: Subject, before: Subject): Subject {
  if (subject.kind !== "unclear" || before.kind !== "these") return subject;
  const kindOf = (entity: KnownEntity) => `${domainOf(entity)} ${entity.device_class}`;
  const kinds = before.entities.map(kindOf);
  return onlyOne(
    subject,
    subject.options.filter((entity) => kinds.includes(kindOf(entity))),
  );
}

/** "was the window in the kitchen open?", "and in the bathroom?": what may be open there. */
function possible(subject: Subject, { predicate }: Understood): Subject {
  if (subject.kind !== "unclear" || predicate === undefined) return subject;
  return onlyOne(
    subject,
    subject.options.filter((entity) => holdingOf(predicate, entity)),
  );
}

const onlyOne = (subject: Subject, left: readonly KnownEntity[]): Subject =>
  left.length === 1 ? { kind: "these", entities: left, isGroup: false } : subject;

/** "at 7 today", "and yesterday?": at 7 as well. */
function sameClock(when: When, before: When | undefined): When {
  if (!when.from || !before?.from || when.isMoment) return when;
  const day = when.from.startOfDay();
  const isDay = when.from.equals(day) && when.to.since(when.from).total("hours") <= DAY_AT_MOST;
  const isOfDay =
    before.isMoment ||
    (before.to.since(before.from).total("hours") < 23 && !before.from.equals(before.from.startOfDay()));
  if (!isDay || !isOfDay) return when;
  const onDay = (at: Zoned) =>
    day.add({ days: at.toPlainDate().since((before.from ?? at).toPlainDate()).days }).withPlainTime(at.toPlainTime());
  return { from: onDay(before.from), to: onDay(before.to), isMoment: before.isMoment };
}

/** "how long was it open?", "who was it?", "why?": of the same thing, and the same happening where no other is named. */
function ofIt(understood: Understood, before: Understood): Understood {
  const { subject } = before;
  const predicate = understood.predicate ?? before.predicate;
  if (subject.kind !== "these" || predicate === undefined || understood.comparison) return understood;
  const isPossible = subject.entities.every(
    (entity) => holdingOf(predicate, entity) !== undefined || predicate === before.predicate,
  );
  if (!isPossible) return understood;
  const isSame = understood.predicate === undefined || understood.predicate === before.predicate;
  return {
    ...understood,
    subject,
    predicate,
    zone: isSame ? before.zone : understood.zone,
    edge: isSame ? (understood.edge ?? before.edge) : understood.edge,
    clause: understood.clause ?? before.clause,
    when: understood.when ? onItsDay(understood.when, before.when) : before.when,
  };
}

/** "when did it open on Sunday", "was it open at four?": on that Sunday. */
function onItsDay(when: When, before: When | undefined): When {
  if (!when.anyDay || !when.from || !before?.from || before.to.since(before.from).total("hours") > DAY_AT_MOST)
    return when;
  const day = before.from.toPlainDate();
  const onDay = ({ from, to, isMoment }: When): When => {
    const days = from ? day.since(from.toPlainDate()).days : 0;
    return { from: from?.add({ days }), to: to.add({ days }), isMoment };
  };
  const [first, second] = [when, when.anyDay.orElse]
    .flatMap((one) => (one ? [onDay(one)] : []))
    .filter(({ to }) => Temporal.ZonedDateTime.compare(to, before.to) <= 0);
  return first ? { ...first, orElse: second } : when;
}

/** "and the day before?": the same, as long before as its words say. */
export function theOneBefore(tokens: readonly Token[], { language, before }: Ground): Understood | undefined {
  if (!before?.when?.from) return undefined;
  for (let at = 0; at < tokens.length; at++) {
    const isAlso = at === 0 || language.cues.also.some((phrase) => matchAt(phrase, tokens, 0)?.end === at);
    const when = isAlso ? shifted(tokens.slice(at), before.when, language.time) : undefined;
    if (when) return { ...before, when };
  }
  return undefined;
}

export function shifted(tokens: readonly Token[], when: When, time: Ground["language"]["time"]): When | undefined {
  if (!when.from) return undefined;
  for (const phrase of time.previous) {
    const match = matchAt(phrase, tokens, 0, timeSlots(time));
    if (match?.end !== tokens.length) continue;
    const back = lengthOf(1, (match.values.unit ?? "day") as Unit);
    return { ...when, from: when.from.subtract(back), to: when.to.subtract(back), orElse: undefined };
  }
  return undefined;
}
