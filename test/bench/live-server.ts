import { setTimeout as pause } from "node:timers/promises";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { HomeAssistant } from "../world/home-assistant.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

/** The server as a process beside a PostgreSQL of its own, live with a Home Assistant; `firstContentSeconds` from its start to the last hour. */
export async function liveServer(ha: Pick<HomeAssistant, "url" | "token">) {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("live"));
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: ha.url, HOMEOPS_HA_TOKEN: ha.token };
  const began = performance.now();
  const homeops = stack.use(await homeopsProcess(folder.path, environment));
  const status = async () => SystemStatus.parse(await homeops.ask("system/status"));
  while ((await status()).connections[0]?.state !== "live") await pause(50);
  const firstContentSeconds = Math.round((performance.now() - began) / 100) / 10;
  const owned = stack.move();
  return { homeops, status, began, firstContentSeconds, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
