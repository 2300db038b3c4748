import path from "node:path";
import { parseArgs } from "node:util";
import { openAsked } from "./asked-memory.ts";
import { failure } from "./failure.ts";
import { follow, sayList, sayPreview } from "./import-said.ts";
import { ImportList, ImportPreview, ImportShown, type WantedSource } from "./intake/recorded/contract.ts";
import { imports } from "./intake/recorded/imports.ts";
import { readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";

const USAGE = `npm run import -- FILE             import a recorder file (home-assistant_v2.db) or a backup (.tar)
npm run import -- FILE --preview   say what it holds, and what importing it would take
npm run import -- --list           say what was imported
npm run import -- --undo NUMBER    take away again what an import added
                  --home NAME      which home is meant, where there are several
In place of FILE, HOMEOPS_IMPORT_URL names a recorder on MariaDB or PostgreSQL: mysql://user:password@host/homeassistant`;

const stop = new AbortController();
process.on("SIGINT", () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
process.on("SIGTERM", () => stop.abort());

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : failure(error).failure);
  return 1;
});

/** Answers the exit code: 130 where it was stopped. */
async function main(): Promise<number> {
  const { values, positionals } = understood();
  if (values.help) return said(USAGE);
  const options = readOptions(process.env);
  const wanted = sourceIn(positionals, options);
  if (!values.list && !values.undo && !wanted.file && !wanted.url && !options.importUrl) return said(USAGE, 1);
  await using homeops = await openAsked({ ...options, homeAssistant: undefined }, stop.signal, [imports]);
  const home = await homeops.homeNamed(values.home);
  const ask = (name: string, input: object = {}) => homeops.ask(name, { ...input, ...(home && { home }) });
  if (values.list) return said(sayList(ImportList.parse(await ask("import/list"))));
  if (values.preview) return said(sayPreview(ImportPreview.parse(await ask("import/preview", wanted))));
  const begun = values.undo ? await ask("import/undo", { id: Number(values.undo) }) : await ask("import/start", wanted);
  const ended = await follow(ImportShown.parse(begun), ask, stop.signal);
  if (ended.state === "done" || ended.state === "undone") await homeops.closeHours();
  if (ended.state === "stopped") return stop.signal.aborted ? 130 : 1;
  return ended.state === "failed" ? 1 : 0;
}

function understood() {
  const [text, flag] = [{ type: "string" }, { type: "boolean" }] as const;
  try {
    const options = { home: text, undo: text, preview: flag, list: flag, help: flag };
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new Refusal("bad_arguments", `${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function sourceIn([named]: string[], { calledFrom }: { calledFrom: string | undefined }): WantedSource {
  if (!named) return {};
  if (/^[a-z]+(?:\+\w+)?:\/\//i.test(named)) return { url: named };
  return { file: path.resolve(calledFrom ?? "", named) };
}

function said(text: string, code = 0): number {
  console.log(text);
  return code;
}
