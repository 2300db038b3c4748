import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { DiagnosisRan } from "./analysis/diagnostics/contract.ts";
import { type Asked, openAsked } from "./asked-memory.ts";
import { capabilities } from "./capabilities.ts";
import { sayDiagnosis } from "./diagnose-said.ts";
import { failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { FindingPage } from "./store/ledger/findings/contract.ts";

const USAGE = `npm run diagnose                 look at the home now, and say what is wrong and how that is known
npm run diagnose -- --json       the same for programs
                  --home NAME    which home is meant, where there are several
                  --language de  in German`;

/** Of a server that has just been started here: it has to read the house first. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 1_000;
const MOST = 500;

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
  await using asked = await openAsked(readOptions(process.env), stop.signal, capabilities);
  const home = await asked.homeNamed(values.home);
  const ask = (name: string, input: object = {}) => asked.ask(name, { ...input, ...(home && { home }) });
  const ran = await looked(ask);
  const language = values.language === "de" ? "de" : "en";
  const { items } = FindingPage.parse(await ask("findings/list", { language, limit: MOST }));
  return said(values.json ? JSON.stringify({ ...ran, findings: items }, undefined, 2) : sayDiagnosis(ran, items));
}

/** As soon as something can be said; what is held back after a while is held back for a reason, and that is told. */
async function looked(ask: Asked["ask"]): Promise<z.infer<typeof DiagnosisRan>> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const ran = DiagnosisRan.parse(await ask("health/run", {}));
    const isComing = ran.held_back.some(({ reason }) => /not connected|is starting/.test(reason));
    if (!isComing || performance.now() > until || stop.signal.aborted) return ran;
    await pause(AGAIN_MS, undefined, { signal: stop.signal }).catch(() => {});
  }
}

function understood() {
  const [text, flag] = [{ type: "string" }, { type: "boolean" }] as const;
  try {
    return parseArgs({ options: { home: text, language: text, json: flag, help: flag } });
  } catch (error) {
    throw new Refusal("bad_arguments", `${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function said(text: string): number {
  console.log(text);
  return 0;
}
