import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "#server/percentile.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { writePast } from "../world/write-past.ts";
import { liveServer } from "./live-server.ts";

const DAYS = 4;
const BASELINE_SECONDS = 15;
const PING_EVERY_MS = 50;

/**
 * The first import of four days of a real Home Assistant: `events` imported at `rate` a second; `ping_before_ms` and `ping_during_ms`: Core's
 * answer to a ping, 95 of 100, asked by somebody else before and meanwhile; `first_content_s`: until the last hour was there.
 */
export async function importBench(): Promise<Record<string, number>> {
  await using ha = await startHomeAssistant();
  await ha.stop();
  const written = writePast(ha.recorderDatabase, { days: DAYS, perDay: EVENTS_A_DAY });
  await ha.start();
  for (const { entityId, state } of someOfEach()) await ha.client.setState(entityId, state);
  const before = await pings(ha, pause(BASELINE_SECONDS * 1000));
  await using server = await liveServer(ha);
  const imported = untilImported(server.status);
  const during = await pings(ha, imported);
  const seconds = (performance.now() - server.began) / 1000;
  const events = await imported;
  const [calm, busy] = [p95(before), p95(during)].map((ms) => Math.round(ms * 10) / 10);
  console.log(
    `${events} of ${written} events imported in ${seconds.toFixed(0)} s; ping ${calm} ms before, ${busy} ms meanwhile`,
  );
  return {
    events,
    rate: Math.round(events / seconds),
    ping_before_ms: calm ?? 0,
    ping_during_ms: busy ?? 0,
    first_content_s: server.firstContentSeconds,
  };
}

async function untilImported(ask: () => Promise<SystemStatus>): Promise<number> {
  let status = await ask();
  while (status.import.state !== "done") {
    await pause(500);
    status = await ask();
  }
  return status.connections[0]?.import.done ?? 0;
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

const p95 = (values: readonly number[]): number => percentile(values, 0.95);
