import { parseArgs } from "node:util";
import { z } from "zod";
import { ScenarioError } from "./scenario.ts";
import { readScenarioFile } from "./scenario-file.ts";
import { type DemoHome, startDemoHome } from "./server.ts";

const usage = `Plays a home from a scenario file, as Home Assistant would speak of it.

  node demo/main.ts [scenario.json] [--port 8124] [--host 127.0.0.1] [--token TOKEN] [--flood 10000 --seconds 60]

HOMEOPS_DEMO_SPEED=60 makes a minute last a second.`;

const Options = z.object({
  scenario: z.string().default("1"),
  host: z.string(),
  port: z.coerce.number().int().min(0).max(65_535),
  token: z.string().min(8).optional(),
  speed: z.coerce.number().positive().default(1),
  flood: z.coerce.number().int().positive().optional(),
  seconds: z.coerce.number().positive(),
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean", default: false },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8124" },
    token: { type: "string" },
    flood: { type: "string" },
    seconds: { type: "string", default: "60" },
  },
});

if (values.help) console.log(usage);
else await main();

async function main() {
  const options = Options.safeParse({ ...values, scenario: positionals[0], speed: process.env.HOMEOPS_DEMO_SPEED });
  if (!options.success) return fail(`${z.prettifyError(options.error)}\n\n${usage}`);
  const { scenario, flood, seconds, ...where } = options.data;
  try {
    const demo = await startDemoHome({ ...where, scenario: readScenarioFile(scenario) });
    console.log(JSON.stringify({ url: demo.url, token: demo.token }));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => demo[Symbol.asyncDispose]());
    if (flood) await floodWhoComes(demo, flood, seconds);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    fail(error.message);
  }
}

/** Begins when the first client is there, so that nothing is said to an empty room; tells what it cost. */
async function floodWhoComes(demo: DemoHome, perSecond: number, seconds: number) {
  while (demo.listeners === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const [began, usedBefore] = [performance.now(), process.cpuUsage()];
  const messages = await demo.flood({ perSecond, seconds });
  const elapsed = (performance.now() - began) / 1000;
  const used = process.cpuUsage(usedBefore);
  console.log(
    JSON.stringify({
      messages,
      per_second: Math.round(messages / elapsed),
      cpu_percent: Math.round((used.user + used.system) / 1e4 / elapsed),
      resident_mb: Math.round(process.memoryUsage().rss / 1e6),
      clients_left: demo.clients,
    }),
  );
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
