import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { type Law, lawless } from "#server/law.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { World } from "#server/world.ts";
import { answered } from "./answers/answered.ts";
import { type Asked, askBack, notKnown, type Outcome, SURE } from "./answers/asked.ts";
import { understoodEntities } from "./answers/entities.ts";
import { microseconds, windowsOf } from "./answers/windows.ts";
import { saidWithin, withinLaw } from "./answers/within-law.ts";
import type { Answer } from "./contract.ts";
import { answerAsked } from "./health/answer-asked.ts";
import { answerHealth } from "./health/answer-health.ts";
import { type HealthAsked, readAsked } from "./health/asked/read-asked.ts";
import { type HealthQuestion, readHealth } from "./health/read-health.ts";
import { cachedHouse, type HouseCache } from "./house/house-cache.ts";
import { type KnownHouse, knownHouse } from "./house/known-house.ts";
import type { Language } from "./language/language.ts";
import { lexiconOf } from "./meaning/lexicon.ts";
import { understand } from "./meaning/understand.ts";
import type { Understood } from "./meaning/understood.ts";
import { beginningOf } from "./past/past.ts";
import { spoken } from "./spoken.ts";

export interface Asking {
  readonly home: number;
  readonly language: Language;
  /** Milliseconds, by the home's clock. */
  readonly now: number;
  readonly present: ReadonlyMap<string, PresentState>;
  /** When each thing last reported, by entity id, as ISO text. */
  readonly reported?: ReadonlyMap<string, string>;
  /** What was asked before in this conversation. */
  readonly before?: Understood | undefined;
  /** What the asker may not be told; nothing, where it is left out. */
  readonly law?: Law;
  /** The question as somebody else has read it, where the grammar does not understand it. */
  readonly meant?: Understood;
  readonly world?: Pick<World, "db">;
  /** Houses that were read before. */
  readonly houses?: HouseCache | undefined;
  /** Whether voice commands are kept. */
  readonly keepsVoice?: boolean;
}

type Place = {
  home: number;
  house: KnownHouse;
  language: Language;
  now: Temporal.ZonedDateTime;
  present: Asking["present"];
  keepsVoice: boolean;
  read: Asked["read"];
};

/** The house as its asker may see it. */
export const houseFor = (tx: Queries, { home, houses }: Pick<Asking, "home" | "houses">): Promise<KnownHouse> =>
  houses ? cachedHouse(tx, home, houses) : knownHouse(tx, home);

/** Understands a question and answers it from the memory; nothing is told that was not read. */
export async function answerQuestion(
  tx: Queries,
  question: string,
  asking: Asking,
): Promise<{ answer: Answer; understood: Understood }> {
  const { home, language, present, before, keepsVoice = false } = asking;
  const house = await houseFor(tx, asking);
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(asking.now)).toZonedDateTimeISO(house.timeZone);
  const health = asking.meant ? undefined : readHealth(question, language, now);
  if (health) return ofHealth(health, { tx, asking, house, now });
  const ground = { lexicon: lexiconOf(house, language), language, now };
  const asked = asking.meant ? undefined : readAsked(question, ground, before?.health);
  const understood = asking.meant ?? understand(question, { ...ground, before });
  if (asked && (asked.target.kind !== "unknown" || !isAnswerable(understood)))
    return ofHealth(asked, { tx, asking, house, now });
  const place: Place = { home, house, language, now, present, keepsVoice, read: [] };
  const law = asking.law ?? lawless;
  const lawful = withinLaw(understood, law, language.says);
  if ("text" in lawful) return { answer: shown(lawful, { understood, language }), understood };
  const { outcome, asked: about } = await outcomeOf(tx, lawful.understood, place);
  const orElse = lawful.understood.when?.orElse;
  const other = orElse && (await outcomeOf(tx, { ...lawful.understood, when: orElse }, place)).outcome;
  const told = other ? eitherHalf(outcome, other, language) : outcome;
  const lawfully = saidWithin(told, lawful, { law, says: language.says });
  return { answer: shown(lawfully, { understood, asked: about, language }), understood };
}

/** It names what is known here, and asks what can be told of it. */
const isAnswerable = ({ intent, subject }: Understood): boolean =>
  subject.kind === "these" && intent !== "not ours" && intent !== "future" && intent !== "unclear";

type OfHealth = { tx: Queries; asking: Asking; house: KnownHouse; now: Temporal.ZonedDateTime };

/** What is asked after health is understood by forms of its own. */
async function ofHealth(question: HealthQuestion | HealthAsked, { tx, asking, house, now }: OfHealth) {
  const { home, world, language, present, reported = new Map(), law = lawless } = asking;
  const nothing = understand("", { lexicon: lexiconOf(house, language), language, now });
  const whole: Understood = { ...nothing, intent: "attention", subject: { kind: "nothing" } };
  const understood: Understood = "topic" in question ? { ...whole, ...namedIn(question), health: question } : whole;
  const lawful = withinLaw(understood, law, language.says);
  if ("text" in lawful) return { answer: shown(lawful, { understood, language }), understood };
  const { timeZone, isTwelve } = house;
  const asked = {
    tx,
    home,
    world,
    language,
    timeZone,
    isTwelve,
    law,
    house,
    present,
    reported,
    now: microseconds(now),
  };
  const outcome = "topic" in question ? await answerAsked(question, asked) : await answerHealth(question, asked);
  return {
    answer: shown(saidWithin(outcome, lawful, { law, says: language.says }), { understood, language }),
    understood,
  };
}

/** Of one thing the law says whether it may be told of. */
const namedIn = ({ target }: HealthAsked): Pick<Understood, "subject"> =>
  target.kind === "thing"
    ? { subject: { kind: "these", entities: target.thing.entities, isGroup: false } }
    : { subject: { kind: "nothing" } };

async function outcomeOf(
  tx: Queries,
  understood: Understood,
  place: Place,
): Promise<{ outcome: Outcome; asked?: Asked }> {
  const asked = await askedOf(tx, understood, place);
  if ("text" in asked) return { outcome: asked };
  const around = { ...place, askedOf: (other: Understood) => askedOf(tx, other, place) };
  return { outcome: await answered(asked, around), asked };
}

/** "at 9" may be in the morning or in the evening: it is told where both say the same, or only one of them anything. */
function eitherHalf(one: Outcome, other: Outcome, { says }: Language): Outcome {
  const [first, second] = [one, other].map(({ result: { kind, value } }) => JSON.stringify([kind, value]));
  if (first === second || other.result.kind === "none") return one;
  return one.result.kind === "none" ? other : askBack(says.whichHalf);
}

/** What is needed to answer, or why there is no answer. */
async function askedOf(
  tx: Queries,
  understood: Understood,
  { home, house, language, now, read }: Place,
): Promise<Asked | Outcome> {
  const { says } = language;
  const refused = refusedOf(understood, language);
  if (refused) return refused;
  const at = microseconds(now);
  const { since, isStillReading } = await beginningOf(tx, home, at);
  const windows = await windowsOf(understood, {
    tx,
    home,
    read,
    now: at,
    since,
    midnight: microseconds(now.startOfDay()),
  });
  if ("missing" in windows) return neverSo(understood, says.clauseNever(windows.missing), since <= windows.around.from);
  return {
    ...windows,
    tx,
    home,
    understood,
    language,
    timeZone: house.timeZone,
    isTwelve: house.isTwelve,
    now: at,
    since,
    isStillReading,
    entities: understoodEntities(understood),
    read,
  };
}

/** "did it ring while nobody was in": where nobody was ever out, it did not. */
function neverSo({ intent, isEvent, clause }: Understood, text: string, isRecorded: boolean): Outcome {
  if (clause?.relation !== "while" || !isRecorded) return notKnown(text);
  const told = { text, citations: [], confidence: SURE };
  if (intent === "boolean" && isEvent) return { ...told, result: { kind: "boolean", value: false } };
  return intent === "count" ? { ...told, result: { kind: "count", value: 0 } } : notKnown(text);
}

function refusedOf({ intent, subject, clause, configuration }: Understood, { says }: Language): Outcome | undefined {
  if (intent === "not ours") return notKnown(says.notOurs);
  if (intent === "future") return notKnown(says.future);
  if (intent === "unclear") return notKnown(says.notUnderstood, 0.5);
  // What is configured has names of its own.
  const own = configuration ? [] : [subject];
  for (const one of [...own, ...(clause ? [clause.understood.subject] : [])]) {
    if (one.kind === "unknown") return notKnown(says.unknown(one.words));
    if (one.kind === "unclear") return askBack(says.unclear(one.options));
  }
  return undefined;
}

type About = { understood: Understood; asked?: Asked | undefined; language: Language };

function shown(
  { text, brief = text, note, result, citations, confidence }: Outcome,
  { understood, asked, language }: About,
): Answer {
  const from = asked?.windows[0]?.from;
  const to = asked?.windows.at(-1)?.to;
  const span = {
    from: from === undefined ? null : fromMicroseconds(from),
    to: to === undefined ? null : fromMicroseconds(to),
  };
  const gaps = new Map((asked?.read ?? []).flatMap((past) => past.gaps).map((gap) => [gap.from, gap]));
  return {
    answer: withNote(text, note),
    speech: withNote(spoken(brief, language.speech), note),
    result,
    citations: [...citations],
    understood: {
      intent: understood.intent,
      entities: understoodEntities(understood).map(({ entity_id }) => entity_id),
      ...span,
    },
    confidence,
    proof: { rows: (asked?.read ?? []).reduce((sum, { rows }) => sum + rows, 0), ...span, gaps: [...gaps.values()] },
  };
}

const withNote = (text: string, note: string | undefined): string => (note === undefined ? text : `${text} ${note}`);
