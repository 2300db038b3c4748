import { Temporal } from "temporal-polyfill";
import type { Transactions } from "#db/database.ts";
import { failure } from "#server/failure.ts";
import { lawless } from "#server/law.ts";
import type { World } from "#server/world.ts";
import { type Asking, answerQuestion, houseFor } from "../answer-question.ts";
import type { Answer } from "../contract.ts";
import type { Understood } from "../meaning/understood.ts";
import type { LanguageModel } from "./language-model.ts";
import { mapQuestion } from "./map-question.ts";
import { modelOf } from "./model-of.ts";
import { namesOther, offeredTo } from "./offered.ts";
import { rephrase } from "./rephrase.ts";

type Told = { answer: Answer; understood: Understood };
type Parts = { world: World; db: Transactions; question: string; asking: Asking };

/** A model guesses less well than the grammar reads. */
const SURE_AT_MOST = 0.7;

/** What a language model, where one is wanted, adds to the answer of the grammar: it never stands in its way. */
export async function withModel(told: Told, { world, db, question, asking }: Parts): Promise<Told> {
  const model = modelOf(world, asking.home);
  if (!model || asking.law?.asker === "nobody") return told;
  const quietly = async <T>(work: Promise<T>, otherwise: T): Promise<T> =>
    work.catch((error: unknown) => {
      world.log.debug("the language model was of no help", failure(error));
      return otherwise;
    });
  const read = isUnread(told.understood)
    ? await quietly(readAgain(model, told, { world, db, question, asking }), told)
    : told;
  if (!world.options.languageModel.says) return read;
  return quietly(saidBetter(model, read, { world, db, question, asking }), read);
}

const isUnread = ({ intent, subject }: Understood): boolean => intent === "unclear" || subject.kind === "unknown";

async function readAgain(model: LanguageModel, told: Told, { db, question, asking }: Parts): Promise<Told> {
  const { home, language } = asking;
  const [house, offered] = await db.transaction(async (tx) => [
    await houseFor(tx, asking),
    await offeredTo(tx, home, asking.law ?? lawless),
  ]);
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(asking.now)).toZonedDateTimeISO(house.timeZone);
  const meant = await mapQuestion(model, question, { house, offered, language, now });
  if (!meant) return told;
  const { answer, understood } = await db.transaction((tx) => answerQuestion(tx, question, { ...asking, meant }));
  return { answer: { ...answer, confidence: Math.min(answer.confidence, SURE_AT_MOST) }, understood };
}

/** Only where all that the answer speaks of may be known to the model. */
async function saidBetter(model: LanguageModel, told: Told, { db, asking }: Parts): Promise<Told> {
  const { answer } = told;
  const spoken = new Set([
    ...answer.understood.entities,
    ...answer.citations.map(({ entity_id }) => entity_id ?? ""),
    ...(Array.isArray(answer.result.value) ? answer.result.value : []),
  ]);
  const offered = await db.transaction((tx) => offeredTo(tx, asking.home, asking.law ?? lawless));
  const isKnown =
    answer.result.kind !== "none" && answer.result.kind !== "question" && told.understood.intent !== "why";
  if (!isKnown || spoken.size === 0 || [...spoken].some((entityId) => !offered.has(entityId))) return told;
  const house = await db.transaction((tx) => houseFor(tx, asking));
  if (namesOther(answer.speech, house.entities, offered)) return told;
  const names = house.entities.filter(({ entity_id }) => spoken.has(entity_id)).map(({ name }) => name);
  const speech = await rephrase(model, answer.speech, { language: asking.language, names });
  return { ...told, answer: { ...answer, speech } };
}
