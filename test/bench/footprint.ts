import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { TimelinePage } from "#server/store/memory/contract.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const SETTLES_MS = 60_000;
const BUSY_CHANGES = 20_000;

/**
 * `first_content_s`: from the start of the server on an existing home to the first remembered events in an answer; `idle_mb` and
 * `busy_mb`: resident memory of the server, a minute after that and while 20,000 states change.
 */
export async function footprintBench(): Promise<Record<string, number>> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("footprint"));
  const ha = stack.use(await startHomeAssistant());
  const began = performance.now();
  const homeops = stack.use(
    await homeopsProcess(folder.path, {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: ha.url,
      HOMEOPS_HA_TOKEN: ha.token,
    }),
  );
  let seen = 0;
  while (seen === 0)
    seen = await homeops.ask("memory/timeline").then(
      (page) => TimelinePage.parse(page).items.length,
      () => 0,
    );
  const firstContent = (performance.now() - began) / 1000;
  await pause(SETTLES_MS);
  const idle = residentMegabytes(homeops.pid);
  let busy = idle;
  for (let i = 0; i < BUSY_CHANGES; i++) {
    await ha.client.setState(`sensor.busy_${i % 200}`, String(i));
    if (i % 500 === 0) busy = Math.max(busy, residentMegabytes(homeops.pid));
  }
  return { idle_mb: idle, busy_mb: busy, first_content_s: Math.round(firstContent * 10) / 10 };
}

/** Linux, proc(5): VmRSS in kB. */
const residentMegabytes = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
