import { provision } from "../provision/provision.ts";
import { askAll, figuresOf, type Judged } from "./questions.ts";

/** `npm run evaluate [-- SET]`: asks the own questions, tells which were not answered exactly, and ends with one line of figures. */
const [only] = process.argv.slice(2);
await provision();
const judged = await askAll(only);
for (const one of judged) if (one.verdict !== "exact") console.log(told(one));
console.log(JSON.stringify(figuresOf(judged)));

function told({ set, question, answer, verdict }: Judged): string {
  const { kind, value } = answer.result;
  const wanted = `${question.expect.kind} ${JSON.stringify(question.expect.value ?? null)}`;
  return `${verdict} [${set}] ${question.ask}\n    expected ${wanted}, told ${kind} ${JSON.stringify(value)}: ${answer.answer}`;
}
