import { z } from "zod";
import { readOptions } from "#server/options.ts";
import { askOwnServer } from "#server/own-server.ts";

/** Of the whole: a dump of many gigabytes on a slow disk. */
const PATIENCE_MS = 4 * 3_600_000;
const Answer = z.looseObject({ error: z.looseObject({ message: z.string() }).optional() });

/**
 * Asks the running HomeOps to write its dump before a backup or to remove it after one. Where this fails the backup must
 * fail as well, and say why: a backup that lacks the memory would only be found out on the day that it is needed.
 */
async function ask(verb: string | undefined): Promise<string> {
  if (verb !== "prepare" && verb !== "finish") throw new Error("Say prepare or finish");
  const asked = { name: `backup/${verb}`, input: {}, patienceMs: PATIENCE_MS };
  const { status, text } = await askOwnServer(readOptions(process.env), asked);
  const said = Answer.safeParse(JSON.parse(text)).data;
  if (status !== 200) throw new Error(said?.error?.message ?? `HomeOps answered ${status}`);
  return verb === "prepare" ? `HomeOps' memory is ready for the backup: ${text}` : "HomeOps' dump was removed again";
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && error.code === "ECONNREFUSED" ? "it does not run, or not on its port" : error.message;
}

try {
  console.log(await ask(process.argv[2]));
} catch (error) {
  const advice = "Nothing was lost; look into HomeOps' log, and back up again";
  console.error(`The memory of HomeOps is not ready for a backup: ${whyNot(error)}. ${advice}`);
  process.exitCode = 1;
}
