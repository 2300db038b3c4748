import sql from "sql-template-tag";
import type { Database, Queries, Transactions } from "#db/database.ts";
import { percentile } from "#server/percentile.ts";
import { vectorText } from "#server/store/memory/embed/embed-sentences.ts";
import type { Embedding } from "#server/store/memory/embed/embedding.ts";
import { byMeaning } from "#server/store/memory/search/queries.ts";
import { answerQuestion } from "#server/surfaces/ask/answer-question.ts";
import { houseCache } from "#server/surfaces/ask/house/house-cache.ts";
import { languageOf } from "#server/surfaces/ask/language/which.ts";
import { questions } from "./questions.ts";
import { asked } from "./sayings.ts";

const ROUNDS = 5;
const TOP = 10;
const ALIKE = 1e-6;

export const tenths = (value: number): number => Math.round(value * 10) / 10;

/** How long one takes, 95 of 100, each tried once before it counts. */
export async function timesOf<One>(
  all: readonly One[],
  one: (it: One) => Promise<unknown>,
): Promise<Record<"p50" | "p95", number>> {
  const times: number[] = [];
  for (const it of all) await one(it);
  for (let round = 0; round < ROUNDS; round++)
    for (const it of all) {
      const since = performance.now();
      await one(it);
      times.push(performance.now() - since);
    }
  return { p50: tenths(percentile(times, 0.5)), p95: tenths(percentile(times, 0.95)) };
}

/** The question itself, as `ask/question` answers it; how many got an answer is told beside it. */
export async function askTimes(db: Transactions, home: number): Promise<Record<string, number>> {
  let answered = 0;
  const houses = houseCache(); // as the server keeps it: read again only where the registry changed
  const { p50, p95 } = await timesOf(questions, (question) =>
    db.transaction(async (tx) => {
      const place = { home, language: languageOf(question), now: Date.now(), present: new Map(), houses };
      const { answer } = await answerQuestion(tx, question, place);
      if (answer.result.kind !== "none" && answer.result.kind !== "question") answered++;
    }),
  );
  return {
    ask_p95_ms: p95,
    ask_p50_ms: p50,
    ask_answered: Math.round((answered / (questions.length * (ROUNDS + 1))) * 100) / 100,
  };
}

/** The owner's own query on the view. */
export async function viewTimes(db: Transactions, vectors: readonly string[]): Promise<Record<string, number>> {
  const { p50, p95 } = await timesOf(vectors, (vector) =>
    db.rows(sql`
      select id, timestamp, entity_id, new_state
      from home_assistant_events
      where embedding_vector is not null
      order by embedding_vector <=> ${vector}
      limit 10`),
  );
  return { view_p95_ms: p95, view_p50_ms: p50 };
}

/** How many of the ten nearest the index finds; of several that are as near any will do. */
export async function recallOf(
  db: Database,
  { model, isIterative }: Embedding,
  { home, vectors }: { home: number; vectors: readonly string[] },
): Promise<number> {
  if (!model) return 0;
  let found = 0;
  for (const vector of vectors) {
    const nearest = (isExact: boolean) =>
      db.transaction((tx: Queries) => byMeaning(tx, { home }, vector, { model, isIterative, isExact }));
    const least = (await nearest(true)).slice(0, TOP).at(-1)?.score ?? 1;
    found += (await nearest(false)).slice(0, TOP).filter(({ score }) => score >= least - ALIKE).length;
  }
  return Math.round((found / (vectors.length * TOP)) * 1000) / 1000;
}

export const vectorsOf = async ({ embedder }: Embedding): Promise<string[]> =>
  ((await embedder?.embed(asked)) ?? []).map(vectorText);
