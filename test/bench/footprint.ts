import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { liveServer } from "./live-server.ts";

const SETTLES_MS = 60_000;
const BUSY_CHANGES = 20_000;

/**
 * `first_content_s`: from the start of the server on an existing home to its present and last hour; `idle_mb` and `busy_mb`:
 * resident memory of the server, a minute after that and while 20,000 states change.
 */
export async function footprintBench(): Promise<Record<string, number>> {
  await using ha = await startHomeAssistant();
  await using server = await liveServer(ha);
  await pause(SETTLES_MS);
  const idle = residentMegabytes(server.homeops.pid);
  let busy = idle;
  for (let i = 0; i < BUSY_CHANGES; i++) {
    await ha.client.setState(`sensor.busy_${i % 200}`, String(i));
    if (i % 500 === 0) busy = Math.max(busy, residentMegabytes(server.homeops.pid));
  }
  return { idle_mb: idle, busy_mb: busy, first_content_s: server.firstContentSeconds };
}

/** Linux, proc(5): VmRSS in kB. */
const residentMegabytes = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
