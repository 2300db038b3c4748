import { readFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { z } from "zod";
import { readOptions } from "#server/options.ts";

/** Of the whole: a dump of many gigabytes on a slow disk. */
const PATIENCE_MS = 4 * 3_600_000;
const Answer = z.looseObject({ error: z.looseObject({ message: z.string() }).optional() });

/**
 * Asks the running HomeOps, over loopback, to write its dump before a backup or to remove it after one. Where this fails the backup must
 * fail as well, and say why: a backup that lacks the memory would only be found out on the day that it is needed.
 */
async function ask(verb: string | undefined): Promise<string> {
  if (verb !== "prepare" && verb !== "finish") throw new Error("Say prepare or finish");
  const options = readOptions(process.env);
  const token = options.apiToken?.reveal() ?? readFileSync(path.join(options.dataFolder, "api.token"), "utf8").trim();
  const { status, text } = await post(options.port, `/api/backup/${verb}`, token);
  const said = Answer.safeParse(JSON.parse(text)).data;
  if (status !== 200) throw new Error(said?.error?.message ?? `HomeOps answered ${status}`);
  return verb === "prepare" ? `HomeOps' memory is ready for the backup: ${text}` : "HomeOps' dump was removed again";
}

const post = (port: number, address: string, token: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const asked = request({ host: "127.0.0.1", port, path: address, method: "POST", headers, timeout: PATIENCE_MS });
    asked.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text })).on("error", reject);
    });
    asked.on("timeout", () => asked.destroy(new Error("HomeOps did not answer in four hours")));
    asked.on("error", reject);
    asked.end("{}");
  });

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
