import { parseArgs } from "node:util";
import { openAsked } from "./asked-memory.ts";
import { capabilities } from "./capabilities.ts";
import { sayDiagnosis } from "./diagnose-said.ts";
import { failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { type Language, type WholeDiagnosis, wholeDiagnosis } from "./whole-diagnosis.ts";

const USAGE = `npm run diagnose                 look at the home now, and say what is wrong and how that is known
npm run diagnose -- --json       the same for programs
                  --home NAME    which home is meant, where there are several
                  --language de  in German`;

const stop = new AbortController();
process.on("SIGINT", () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
process.on("SIGTERM", () => stop.abort());

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : failure(error).failure);
  return 1;
});

/** Answers the exit code. */
async function main(): Promise<number> {
  const { values } = understood();
  if (values.help) return said(USAGE);
  const language = languageIn(values.language);
  await using asked = await openAsked(readOptions(process.env), stop.signal, capabilities);
  const home = await asked.homeNamed(values.home);
  const ask = (name: string, input: object = {}) => asked.ask(name, { ...input, ...(home && { home }) });
  const whole = await wholeDiagnosis(ask, language, stop.signal);
  return said(values.json ? asJson(whole) : sayDiagnosis(whole, language));
}

/** The look itself stands at the top, as `health/run` answers it; all else under the name of its command. */
function asJson({ ran, own, ...parts }: WholeDiagnosis): string {
  return JSON.stringify({ ...ran, ...parts, own_checks: own }, undefined, 2);
}

function understood() {
  const [text, flag] = [{ type: "string" }, { type: "boolean" }] as const;
  try {
    return parseArgs({ options: { home: text, language: text, json: flag, help: flag } });
  } catch (error) {
    throw new Refusal("bad_arguments", `${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function languageIn(told = "en"): Language {
  if (told === "en" || told === "de") return told;
  throw new Refusal("bad_arguments", `There are no words for ${told}; say --language en or de\n\n${USAGE}`);
}

function said(text: string): number {
  console.log(text);
  return 0;
}
