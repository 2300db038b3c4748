import { setTimeout as pause } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { readScenarioFile } from "#demo/scenario-file.ts";
import { startDemoHome } from "#demo/server.ts";
import { systemClock } from "#server/clock.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const MINUTES_AT_MOST = 10;

/** A scenario's home with a HomeOps that has read all of its past; both clocks show `now`, the home's wall clock, when it begins. */
export async function rememberedHome(scenarioFile: string, now: string) {
  await using stack = new AsyncDisposableStack();
  const scenario = readScenarioFile(scenarioFile);
  const startMs = Temporal.PlainDateTime.from(now).toZonedDateTime(scenario.timezone).epochMilliseconds;
  const demo = stack.use(await startDemoHome({ scenario, startAt: startMs * 1000 }));
  const database = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("evaluation"));
  const ahead = startMs - Date.now();
  const options = readOptions({
    DATABASE_URL: database.url,
    HOMEOPS_DATA: folder.path,
    HOMEOPS_PORT: "0",
    HOMEOPS_HA_URL: demo.url,
    HOMEOPS_HA_TOKEN: demo.token,
  });
  const homeops = stack.use(
    await start(options, { clock: { ...systemClock, now: () => Date.now() + ahead }, log: jsonLog("error") }),
  );
  const until = Date.now() + MINUTES_AT_MOST * 60_000;
  while (((await homeops.ask("system/status")) as SystemStatus).import.state !== "done") {
    if (Date.now() > until)
      throw new Error(`The past of ${scenarioFile} was not read within ${MINUTES_AT_MOST} minutes`);
    await pause(200);
  }
  const owned = stack.move();
  return {
    ask: (name: string, input: unknown) => homeops.ask(name, input),
    /** "-1d 07:20:15": a day counted from the day that it is, and the wall clock; milliseconds since the epoch. */
    instantOf: (wall: string) => demo.home.wallClock.instant(wall) / 1000,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
