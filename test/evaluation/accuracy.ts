import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Figures, figuresOf, type Judged } from "./questions.ts";

const FirstRun = z.strictObject({
  what: z.string(),
  sets: z.array(z.string()),
  questions: z.int(),
  exact: z.number(),
  wrong: z.number(),
});
const FirstSearch = z.strictObject({
  what: z.string(),
  sets: z.array(z.string()),
  queries: z.int(),
  recallAt3: z.number(),
  mrr: z.number(),
});
const FirstRuns = z.strictObject({ questions: z.array(FirstRun), searches: z.array(FirstSearch) });
export type FirstRuns = z.infer<typeof FirstRuns>;

/** What each lot of questions and of search queries scored when it was asked for the first time, before a line was changed for it. */
export const firstRuns = (): FirstRuns =>
  FirstRuns.parse(JSON.parse(readFileSync(new URL("./first-runs.json", import.meta.url), "utf8")));

export interface Measured {
  readonly judged: readonly Judged[];
  readonly firstRuns: FirstRuns;
  /** As `npm run evaluate -- search` prints them. */
  readonly search: Readonly<Record<string, number>>;
}

/** The page that publishes how often answers are right. */
export function accuracyPage({ judged, firstRuns: runs, search }: Measured): string {
  const german = judged.filter(({ language }) => language === "de");
  const silent = judged.filter(({ question }) => ["none", "question"].includes(question.expect.kind));
  const sets = [...new Set(judged.map(({ set }) => set))];
  return `# How often answers are right

Written by \`npm run evaluate\`; the questions are in [test/evaluation/questions](../test/evaluation/questions), each with what is true of its home, worked
out from the telling of that home and not from this program. *Exact* is the answer itself; *wrong* is a false value told as true; the rest asks back
or says that it does not know.

| questions | number | exact | wrong | p95 |
|---|---|---|---|---|
${[
  row("all", judged),
  row("in German", german),
  row("that nobody can answer, or that mean several things", silent),
  ...sets.map((set) =>
    row(
      set,
      judged.filter((one) => one.set === set),
    ),
  ),
].join("\n")}

## Questions not seen before

What each lot scored the first time, before a line was changed for it: the honest estimate for questions of your own.

| lot | number | exact | wrong |
|---|---|---|---|
${runs.questions.map(({ what, questions, exact, wrong }) => `| ${what} | ${questions} | ${share(exact)} | ${share(wrong)} |`).join("\n")}

## Search

${search.queries} queries, each of one home and with the sentences that are meant.

| found by | among the first three | mean reciprocal rank | p95 |
|---|---|---|---|
${ways.map(([name, told]) => found(name, told, search)).join("\n")}

## Search queries not seen before

By words and meaning, built in, before a line was changed for them.

| lot | number | among the first three | mean reciprocal rank |
|---|---|---|---|
${runs.searches.map(({ what, queries, recallAt3, mrr }) => `| ${what} | ${queries} | ${share(recallAt3)} | ${mrr.toFixed(2)} |`).join("\n")}
`;
}

const ways = [
  ["hybrid", "words and meaning, built in"],
  ["words", "words alone"],
  ["meaning", "meaning alone, built in"],
  ["full_model_hybrid", "words and an OpenAI-compatible server"],
  ["full_model_meaning", "an OpenAI-compatible server alone"],
] as const;

const share = (of: number): string => `${(of * 100).toFixed(1)} %`;

function row(name: string, judged: readonly Judged[]): string {
  const { questions, exact, wrong, p95_ms }: Figures = figuresOf(judged);
  return `| ${name} | ${questions} | ${share(exact)} | ${share(wrong)} | ${p95_ms} ms |`;
}

const found = (name: string, told: string, figures: Measured["search"]): string =>
  `| ${told} | ${share(figures[`${name}_recall_at_3`] ?? 0)} | ${(figures[`${name}_mrr`] ?? 0).toFixed(2)} | ${figures[`${name}_p95_ms`] ?? 0} ms |`;
