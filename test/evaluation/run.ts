import { writeFile } from "node:fs/promises";
import { provision } from "../provision/provision.ts";
import { accuracyPage, firstRuns } from "./accuracy.ts";
import { evaluateLocalCases } from "./local-cases.ts";
import { askAll, figuresOf, type Judged } from "./questions.ts";
import { evaluateSearch, type Ranked } from "./search.ts";

const PAGE = new URL("../../docs/accuracy.md", import.meta.url);

/**
 * `npm run evaluate` measures answers and search and writes docs/accuracy.md; `-- search [SET]`, `-- questions [SET]` or `-- local` (what was called
 * wrong in the memory of `DATABASE_URL`) measure one. Told are the questions that were not answered exactly, what was not found among the first three, and last the figures.
 */
const evaluations: Record<string, (only?: string) => Promise<Record<string, number>>> = {
  search: async (only) => (await searchedAndTold(only)).figures,
  local: evaluateLocalCases,
  questions: async (only) => figuresOf(await askedAndTold(only)),
  async all() {
    const judged = await askedAndTold();
    const { figures } = await searchedAndTold();
    await writeFile(PAGE, accuracyPage({ judged, firstRuns: firstRuns(), search: figures }));
    return { ...figuresOf(judged), ...figures };
  },
};

const [name = "all", only] = process.argv.slice(2);
const evaluate = evaluations[name];
if (evaluate) {
  await provision();
  console.log(JSON.stringify(await evaluate(only)));
} else {
  console.error(`npm run evaluate -- NAME, where NAME is one of: ${Object.keys(evaluations).join(", ")}`);
  process.exitCode = 1;
}

async function askedAndTold(only?: string): Promise<Judged[]> {
  const judged = await askAll(only);
  for (const one of judged) if (one.verdict !== "exact") console.log(told(one));
  return judged;
}

async function searchedAndTold(only?: string) {
  const searched = await evaluateSearch(only);
  for (const one of searched.ranked) if (one.rank < 1 || one.rank > 3) console.log(missed(one));
  return searched;
}

function told({ set, question, answer, verdict }: Judged): string {
  const { kind, value } = answer.result;
  const wanted = `${question.expect.kind} ${JSON.stringify(question.expect.value ?? null)}`;
  return `${verdict} [${set}] ${question.ask}\n    expected ${wanted}, told ${kind} ${JSON.stringify(value)}: ${answer.answer}`;
}

function missed({ set, query, rank, best }: Ranked): string {
  return `${rank === 0 ? "not found" : `rank ${rank}`} [${set}] ${query}\n    first: ${best.join("; ")}`;
}
