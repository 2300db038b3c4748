import { failure } from "./failure.ts";
import { type HomeOps, start } from "./homeops.ts";
import { jsonLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";

const STOP_MS = 7_500; // the Supervisor kills after ten seconds

let log = jsonLog("info");
let homeops: HomeOps | undefined;
const stop = new AbortController();

process.on("uncaughtException", (error) => lastResort("uncaught exception", error));
process.on("unhandledRejection", (error) => lastResort("unhandled rejection", error));
process.on("SIGTERM", leave);
process.on("SIGINT", leave);

try {
  const options = readOptions(process.env);
  log = jsonLog(options.logLevel);
  homeops = await start(options, { log, stop: stop.signal });
  if (stop.signal.aborted) await finish();
  else if (homeops.ingressPort === undefined) console.log(`HomeOps is at ${homeops.ticketUrl}`); // in the app it is in the sidebar
} catch (error) {
  if (stop.signal.aborted) process.exit(0);
  if (!(error instanceof Refusal)) lastResort("start failed", error);
  console.error(error.message);
  process.exit(1);
}

async function leave(signal: NodeJS.Signals): Promise<void> {
  if (stop.signal.aborted) process.exit(1); // asked twice: at once
  stop.abort();
  log.info("homeops stopping", { signal });
  setTimeout(() => lastResort("stopping took too long", new Error(`still busy after ${STOP_MS} ms`)), STOP_MS).unref();
  if (homeops) await finish();
}

async function finish(): Promise<void> {
  await homeops?.[Symbol.asyncDispose]();
  log.info("homeops stopped");
  process.exit(0);
}

function lastResort(event: string, error: unknown): never {
  log.error(event, failure(error));
  process.exit(1);
}
