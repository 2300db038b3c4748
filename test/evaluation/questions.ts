import { percentile } from "#server/percentile.ts";
import type { Answer } from "#server/surfaces/ask/contract.ts";
import { judge, type Verdict } from "./judge.ts";
import { type AskedHome, inLivedHome, isLived } from "./lived/lived-home.ts";
import { type AskedQuestion, type QuestionFile, questionFiles } from "./question-file.ts";
import { rememberedHome } from "./remembered-home.ts";

const FOLDER = new URL("./questions", import.meta.url).pathname;

export interface Judged {
  readonly set: string;
  readonly language: QuestionFile["language"];
  readonly question: AskedQuestion;
  readonly answer: Pick<Answer, "answer" | "result">;
  readonly verdict: Verdict;
  readonly ms: number;
}

/** Asks every question of every set, or of those whose name holds `only`. */
export async function askAll(only = ""): Promise<Judged[]> {
  const files = questionFiles(FOLDER).filter(({ name }) => name.includes(only));
  const judged: Judged[] = [];
  for (const [scenario, sets] of Map.groupBy(files, ({ home }) => home)) {
    if (isLived(scenario)) {
      judged.push(...(await inLivedHome(scenario, (home) => askSets(sets, home))));
      continue;
    }
    const path = scenario === "1" ? "1" : `${FOLDER}/../homes/${scenario}`;
    await using home = await rememberedHome(path, sets[0]?.now ?? "");
    judged.push(...(await askSets(sets, home)));
  }
  return judged;
}

async function askSets(sets: readonly QuestionFile[], home: AskedHome): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const file of sets) judged.push(...(await askSet(file, home)));
  return judged;
}

async function askSet(file: QuestionFile, home: AskedHome): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const [i, question] of file.questions.entries()) {
    const conversation = question.after === undefined ? undefined : `${file.name} ${i}`;
    if (question.after !== undefined)
      await answerOf(home.ask("ask/question", { question: question.after, conversation }));
    const began = performance.now();
    const answer = await answerOf(
      home.ask("ask/question", { question: question.ask, ...(conversation ? { conversation } : {}) }),
    );
    judged.push({
      set: file.name,
      language: file.language,
      question,
      answer,
      ms: performance.now() - began,
      verdict: judge(answer, question.expect, home.instantOf),
    });
  }
  return judged;
}

/** A question that fails, as by its time limit, is one without an answer. */
const answerOf = (asked: Promise<unknown>): Promise<Judged["answer"]> =>
  (asked as Promise<Answer>).catch((error: unknown) => ({
    answer: String(error),
    result: { kind: "none", value: null },
  }));

export interface Figures extends Record<string, number> {
  questions: number;
  exact: number;
  wrong: number;
  unanswered: number;
  p95_ms: number;
}

/** Shares of all questions, 0 to 1. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const share = (verdict: Verdict) =>
    Number((judged.filter((one) => one.verdict === verdict).length / Math.max(1, judged.length)).toFixed(3));
  return {
    questions: judged.length,
    exact: share("exact"),
    wrong: share("wrong"),
    unanswered: share("unanswered"),
    p95_ms: Math.round(
      percentile(
        judged.map(({ ms }) => ms),
        0.95,
      ),
    ),
  };
}
