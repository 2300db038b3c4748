import { provision } from "../provision/provision.ts";
import { askAll, figuresOf, type Judged } from "./questions.ts";
import { evaluateSearch, type Ranked } from "./search.ts";

/**
 * `npm run evaluate -- search [SET]`, or `-- questions [SET]`: tells what was not found among the first three, or not answered exactly, and ends with the figures.
 */
const evaluations: Record<string, (only?: string) => Promise<Record<string, number>>> = {
  async search(only) {
    const { ranked, figures } = await evaluateSearch(only);
    for (const one of ranked) if (one.rank < 1 || one.rank > 3) console.log(missed(one));
    return figures;
  },
  async questions(only) {
    const judged = await askAll(only);
    for (const one of judged) if (one.verdict !== "exact") console.log(told(one));
    return figuresOf(judged);
  },
};

const [name = "", only] = process.argv.slice(2);
const evaluate = evaluations[name];
if (evaluate) {
  await provision();
  console.log(JSON.stringify(await evaluate(only)));
} else {
  console.error(`npm run evaluate -- NAME, where NAME is one of: ${Object.keys(evaluations).join(", ")}`);
  process.exitCode = 1;
}

function told({ set, question, answer, verdict }: Judged): string {
  const { kind, value } = answer.result;
  const wanted = `${question.expect.kind} ${JSON.stringify(question.expect.value ?? null)}`;
  return `${verdict} [${set}] ${question.ask}\n    expected ${wanted}, told ${kind} ${JSON.stringify(value)}: ${answer.answer}`;
}

function missed({ set, query, rank, best }: Ranked): string {
  return `${rank === 0 ? "not found" : `rank ${rank}`} [${set}] ${query}\n    first: ${best.join("; ")}`;
}
