import { readFile, writeFile } from "node:fs/promises";
import { provision } from "../provision/provision.ts";
import { accuracyPage, firstRuns } from "./accuracy.ts";
import { evaluateAnomalies } from "./anomalies/evaluate.ts";
import { anomalyHeadings } from "./anomalies/parts.ts";
import { evaluateBatteries } from "./batteries/evaluate.ts";
import { batteriesHeading } from "./batteries/part.ts";
import { evaluateFailures } from "./failures/evaluate.ts";
import { evaluateHealth } from "./health/evaluate.ts";
import { healthHeading } from "./health/part.ts";
import { evaluateLocalCases } from "./local-cases.ts";
import { partIn, withPart } from "./page-part.ts";
import { askAll, figuresOf, type Judged } from "./questions.ts";
import { evaluateSearch, type Ranked } from "./search.ts";

const PAGE = new URL("../../docs/accuracy.md", import.meta.url);

/**
 * `npm run evaluate` measures answers and search and writes docs/accuracy.md; `-- search [SET]`, `-- questions [SET]` or `-- local` (what was called
 * wrong in the memory of `DATABASE_URL`) measure one; `-- anomalies [--nab DIR]` measures anomalies and writes their parts of the page; `-- failures [--fit]` measures what
 * is said of devices that will fail; `-- health` lives through made-up homes, `-- batteries` through made-up batteries; both write their part with `--write`. Told are the
 * questions that were not answered exactly, what was not found among the first three, and last the figures.
 */
const evaluations: Record<string, (...args: string[]) => Promise<Record<string, unknown>>> = {
  search: async (only) => (await searchedAndTold(only)).figures,
  local: evaluateLocalCases,
  questions: async (only) => figuresOf(await askedAndTold(only)),
  async all() {
    const judged = await askedAndTold();
    const { figures } = await searchedAndTold();
    const old = await readFile(PAGE, "utf8");
    const page = accuracyPage({ judged, firstRuns: firstRuns(), search: figures });
    await writeFile(
      PAGE,
      written(
        page,
        Object.fromEntries([...anomalyHeadings, healthHeading, batteriesHeading].map((one) => [one, partIn(old, one)])),
      ),
    );
    return { ...figuresOf(judged), ...figures };
  },
  failures: async (fit) => evaluateFailures(fit === "--fit"),
  async anomalies(...args) {
    const { figures, parts } = evaluateAnomalies(args);
    await writeFile(PAGE, written(await readFile(PAGE, "utf8"), parts));
    return figures;
  },
  async batteries(...args) {
    const { figures, parts, isWritten } = evaluateBatteries(args);
    if (isWritten) await writeFile(PAGE, written(await readFile(PAGE, "utf8"), parts));
    return figures;
  },
  async health(...args) {
    const { figures, parts, isWritten } = await evaluateHealth(args);
    if (isWritten) await writeFile(PAGE, written(await readFile(PAGE, "utf8"), parts));
    return figures;
  },
};

/** These need nothing but numbers. */
const OF_NUMBERS = new Set(["anomalies", "failures", "batteries"]);
const [name = "all", ...args] = process.argv.slice(2);
const evaluate = evaluations[name];
if (evaluate) {
  if (!OF_NUMBERS.has(name)) await provision();
  console.log(JSON.stringify(await evaluate(...args)));
} else {
  console.error(`npm run evaluate -- NAME, where NAME is one of: ${Object.keys(evaluations).join(", ")}`);
  process.exitCode = 1;
}

function written(page: string, parts: Record<string, string>): string {
  return Object.entries(parts).reduce((whole, [heading, part]) => withPart(whole, heading, part), page);
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
