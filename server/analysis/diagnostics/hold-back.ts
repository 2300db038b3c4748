import { toMicroseconds } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { Why } from "./held-words.ts";

/** Integrations come one after the other, Zigbee and Z-Wave with the first reports of their devices. */
const SETTLES_SECONDS = 300;

/** Why nothing can be said of a home just now; undefined where it can. `now` in seconds since the epoch, by its own clock. */
export function whyNotNow(
  { isLive, isRunning }: { isLive: boolean; isRunning: boolean },
  present: ReadonlyMap<string, PresentState>,
  now: number,
): Why | undefined {
  if (!isLive || present.size === 0) return { code: "not_connected" };
  if (!isRunning) return { code: "starting" };
  const minutes = Math.floor((now - startedAt(present)) / 60);
  return minutes * 60 < SETTLES_SECONDS ? { code: "just_started", minutes } : undefined;
}

/** Seconds since the epoch. No state is older than the start: the state machine is made anew. */
export function startedAt(present: ReadonlyMap<string, PresentState>): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { changedAt } of present.values()) first = Math.min(first, toMicroseconds(changedAt));
  return first / 1e6;
}
