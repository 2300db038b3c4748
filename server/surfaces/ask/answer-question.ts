import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import { fromMicroseconds } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { answered } from "./answers/answered.ts";
import { type Asked, askBack, notKnown, type Outcome } from "./answers/asked.ts";
import { understoodEntities } from "./answers/entities.ts";
import { microseconds, windowsOf } from "./answers/windows.ts";
import type { Answer } from "./contract.ts";
import { type KnownHouse, knownHouse } from "./house/known-house.ts";
import type { Language } from "./language/language.ts";
import { lexiconOf } from "./meaning/lexicon.ts";
import { understand } from "./meaning/understand.ts";
import type { Understood } from "./meaning/understood.ts";
import { beginningOf } from "./past/past.ts";

export interface Asking {
  readonly home: number;
  readonly language: Language;
  /** Milliseconds, by the home's clock. */
  readonly now: number;
  readonly present: ReadonlyMap<string, PresentState>;
  /** What was asked before in this conversation. */
  readonly before?: Understood | undefined;
  /** Whether voice commands are kept. */
  readonly keepsVoice?: boolean;
}

type Place = {
  home: number;
  house: KnownHouse;
  language: Language;
  now: Temporal.ZonedDateTime;
  present: Asking["present"];
  read: Asked["read"];
};

/** Understands a question and answers it from the memory; nothing is told that was not read. */
export async function answerQuestion(
  tx: Queries,
  question: string,
  asking: Asking,
): Promise<{ answer: Answer; understood: Understood }> {
  const { home, language, present, before, keepsVoice = false } = asking;
  const house = await knownHouse(tx, home);
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(asking.now)).toZonedDateTimeISO(house.timeZone);
  const ground = { lexicon: lexiconOf(house, language), language, now };
  const understood = followed(understand(question, ground), before);
  const place: Place = { home, house, language, now, present, read: [] };
  const asked = await askedOf(tx, understood, place);
  const outcome =
    "text" in asked
      ? asked
      : await answered(asked, { house, present, keepsVoice, askedOf: (other) => askedOf(tx, other, place) });
  return { answer: shown(outcome, understood, "text" in asked ? undefined : asked), understood };
}

/** "and yesterday?" asks the same of another time, "and the kitchen?" of another thing. */
function followed(understood: Understood, before: Understood | undefined): Understood {
  if (
    !before ||
    understood.predicate !== undefined ||
    !["unclear", "summary", "value", "list"].includes(understood.intent)
  )
    return understood;
  const subject = understood.subject.kind === "these" ? understood.subject : before.subject;
  if (understood.when === undefined && understood.subject.kind !== "these") return understood;
  return { ...before, subject, when: understood.when ?? before.when };
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
  const since = await beginningOf(tx, home, at);
  const windows = await windowsOf(understood, {
    tx,
    home,
    read,
    now: at,
    since,
    midnight: microseconds(now.startOfDay()),
  });
  if ("missing" in windows) return notKnown(says.clauseNever(windows.missing));
  return {
    ...windows,
    tx,
    home,
    understood,
    language,
    timeZone: house.timeZone,
    now: at,
    since,
    entities: understoodEntities(understood),
    read,
  };
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

function shown(
  { text, result, citations, confidence }: Outcome,
  understood: Understood,
  asked: Asked | undefined,
): Answer {
  const from = asked?.windows[0]?.from;
  const to = asked?.windows.at(-1)?.to;
  const span = {
    from: from === undefined ? null : fromMicroseconds(from),
    to: to === undefined ? null : fromMicroseconds(to),
  };
  const gaps = new Map((asked?.read ?? []).flatMap((past) => past.gaps).map((gap) => [gap.from, gap]));
  return {
    answer: text,
    speech: text,
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
