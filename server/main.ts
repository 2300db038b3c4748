import { failure } from "./failure.ts";
import { type HomeOps, start } from "./homeops.ts";
import { jsonLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";

const STOP_MS = 7_500; // engines kill after ten seconds
/** The app's manifest asks for two minutes: a slow card may need some of them for the last checkpoint. */
const STOP_IN_APP_MS = 110_000;

let log = jsonLog("info");
let homeops: HomeOps | undefined;
let stopMs = STOP_MS;
const stop = new AbortController();

process.on("uncaughtException", (error) => lastResort("uncaught exception", error));
process.on("unhandledRejection", (error) => lastResort("unhandled rejection", error));
process.on("SIGTERM", leave);
process.on("SIGINT", leave);

try {
  const options = readOptions(process.env);
  log = jsonLog(options.logLevel);
  if (options.insideApp) stopMs = STOP_IN_APP_MS;
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
  setTimeout(() => lastResort("stopping took too long", new Error(`still busy after ${stopMs} ms`)), stopMs).unref();
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
