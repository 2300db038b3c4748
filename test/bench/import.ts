import { setTimeout as pause } from "node:timers/promises";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { writePast } from "../world/write-past.ts";

const DAYS = 4;
const BASELINE_SECONDS = 15;
const PING_EVERY_MS = 50;

/**
 * The first import of four days of a real Home Assistant: `events` imported at `rate` a second; `ping_before_ms` and `ping_during_ms`: Core's
 * answer to a ping, 95 of 100, asked by somebody else before and meanwhile; `first_content_s`: until the last hour was there.
 */
export async function importBench(): Promise<Record<string, number>> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("import"));
  const ha = stack.use(await startHomeAssistant());
  await ha.stop();
  const written = writePast(ha.recorderDatabase, { days: DAYS, perDay: EVENTS_A_DAY });
  await ha.start();
  for (const { entityId, state } of someOfEach()) await ha.client.setState(entityId, state);
  const before = await pings(ha, pause(BASELINE_SECONDS * 1000));
  const began = performance.now();
  const homeops = stack.use(
    await homeopsProcess(folder.path, {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: ha.url,
      HOMEOPS_HA_TOKEN: ha.token,
    }),
  );
  const ask = async () => SystemStatus.parse(await homeops.ask("system/status"));
  while ((await ask()).connections[0]?.state !== "live") await pause(50);
  const firstContent = (performance.now() - began) / 1000;
  const imported = (async () => {
    let status = await ask();
    while (status.import.state !== "done") {
      await pause(500);
      status = await ask();
    }
    return status.connections[0]?.import.done ?? 0;
  })();
  const during = await pings(ha, imported);
  const seconds = (performance.now() - began) / 1000;
  const events = await imported;
  console.log(
    `${events} of ${written} events imported in ${seconds.toFixed(0)} s; ping ${p95(before).toFixed(1)} ms before, ${p95(during).toFixed(1)} ms meanwhile`,
  );
  return {
    events,
    rate: Math.round(events / seconds),
    ping_before_ms: Math.round(p95(before) * 10) / 10,
    ping_during_ms: Math.round(p95(during) * 10) / 10,
    first_content_s: Math.round(firstContent * 10) / 10,
  };
}

/** Each entity once: Home Assistant tells the history of those only that it knows. */
function someOfEach() {
  const states = new Map<string, string>();
  for (const { entityId, state } of mix({ from: 0 }).take(20_000)) states.set(entityId ?? "", state ?? "");
  return [...states].map(([entityId, state]) => ({ entityId, state }));
}

/** As another client of Home Assistant feels it. */
async function pings(ha: HomeAssistant, until: Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  let isOver = false;
  void until.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const since = performance.now();
    await ha.client.call({ type: "auth/current_user" }); // answered in the event loop, as a ping is
    seen.push(performance.now() - since);
    await pause(PING_EVERY_MS);
  }
  return seen;
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}
