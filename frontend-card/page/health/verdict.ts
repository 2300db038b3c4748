import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { bytes, count } from "../look/amounts.ts";
import type { Words } from "../words/en.ts";

const SLOW_MS = 15_000; // an SD card writes every ten seconds on purpose
const FULL_BYTES = 500_000_000;
const FILLING = 0.5;

export type Verdict = { level: "well" | "note" | "trouble"; sentences: string[] };

/** Whether the memory works as it should; calm while it does. */
export function verdict(status: SystemStatus, words: Words): Verdict {
  const trouble = [...storageTroubles(status, words), ...connectionTroubles(status, words)];
  const notes = notesOn(status, words);
  const level = trouble.length > 0 ? "trouble" : notes.length > 0 ? "note" : "well";
  return { level, sentences: [...trouble, ...notes] };
}

function storageTroubles({ engine, queue, size, disk_free_bytes }: SystemStatus, { health, kept }: Words): string[] {
  const isUnderPressure = engine.state === "away" || queue.reason !== null || queue.spilled > 0; // later the gaps tell of it
  return [
    ...(size?.state === "full" ? [kept.capReached] : []),
    ...(engine.state === "away" && queue.reason === null ? [health.databaseAway(queue.waiting + queue.spilled)] : []),
    ...(queue.reason === null ? [] : [health.unsafe(queue.waiting)]),
    ...(engine.reason === null ? [] : [engine.reason]),
    ...(queue.shed > 0 && isUnderPressure ? [health.shed(queue.shed)] : []),
    ...(queue.dead > 0 ? [health.dead(queue.dead)] : []),
    ...(disk_free_bytes < FULL_BYTES ? [health.full(bytes(disk_free_bytes))] : []),
  ];
}

function connectionTroubles({ connections }: SystemStatus, { health, connection }: Words): string[] {
  return connections
    .filter(({ state }) => state === "refused" || state === "unreachable")
    .map(({ name, state }) => health.troubled(name, connection.states[state]));
}

function notesOn(
  { queue, lag_ms, engine, connections, pauses, size, options }: SystemStatus,
  { health, kept }: Words,
): string[] {
  const isUp = engine.state === "up";
  return [
    ...options.wrong,
    ...options.waiting,
    ...(pauses.length > 0 ? [kept.isPaused] : []),
    ...(size?.state === "near" ? [kept.capNear] : []),
    ...(connections.length === 0 ? [health.noHome] : []),
    ...(isUp && queue.spilled > 0 ? [health.spilled(queue.spilled)] : []),
    ...(isUp && queue.waiting > queue.bound * FILLING ? [health.queueFills] : []),
    ...(lag_ms !== null && lag_ms > SLOW_MS ? [health.behind(`${count(lag_ms / 1000)} s`)] : []),
  ];
}
