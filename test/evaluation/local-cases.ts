import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { homesWithCases, localCases } from "#server/store/memory/wrong-answers/queries.ts";
import { answerQuestion } from "#server/surfaces/ask/answer-question.ts";
import type { LocalCase } from "#server/surfaces/ask/cases/contract.ts";
import type { Answer } from "#server/surfaces/ask/contract.ts";
import { languageOf } from "#server/surfaces/ask/language/which.ts";

const MOST = 200;

/** right: the answer has what was said to be right; changed: another answer than the wrong one; wrong: still the same. */
type Outcome = "right" | "changed" | "wrong";

/** Asks again what somebody called wrong, as of the time when it was asked, of the memory that `DATABASE_URL` names. */
export async function evaluateLocalCases(): Promise<Record<string, number>> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("Set DATABASE_URL to the memory whose own cases are to be asked again");
  await using db = openDatabase(postgres(url));
  const figures: Record<Outcome, number> = { right: 0, changed: 0, wrong: 0 };
  for (const { home } of await homesWithCases(db))
    for (const one of await localCases<LocalCase["told"]>(db, home, MOST)) {
      const ask = (question: string, before?: Parameters<typeof answerQuestion>[2]["before"]) =>
        db.transaction((tx) =>
          answerQuestion(tx, question, {
            ...{ home, before, language: languageOf(question), now: Date.parse(one.asked_at) },
            present: new Map(),
          }),
        );
      const first = one.before === null ? undefined : (await ask(one.before)).understood;
      const { answer } = await ask(one.question, first);
      const outcome = judgedLocally(one, answer);
      figures[outcome]++;
      if (outcome !== "right")
        console.log(`${outcome} ${one.question}\n    right: ${one.correction ?? "not told"}, told: ${answer.answer}`);
    }
  return { cases: figures.right + figures.changed + figures.wrong, ...figures };
}

export function judgedLocally(
  { told, correction }: Pick<LocalCase, "told" | "correction">,
  { answer, result }: Pick<Answer, "answer" | "result">,
): Outcome {
  const holds = (text: string) => text.toLowerCase().includes((correction ?? "").toLowerCase());
  if (correction !== null && (holds(answer) || holds(String(result.value)))) return "right";
  return JSON.stringify(told.result.value) === JSON.stringify(result.value) ? "wrong" : "changed";
}
