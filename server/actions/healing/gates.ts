import type { WhyNot } from "./contract.ts";
import { MINUTE } from "./past.ts";

const SETTLES_SECONDS = 300;
const OLDEST_DATA_SECONDS = 60;
const FLAGGED_SKEW_MS = 5_000;
const FIXING_MS = 10 * MINUTE;

/** How a home stands at one moment. */
export interface Moment {
  readonly isStopped: boolean;
  readonly isLive: boolean;
  readonly isRunning: boolean;
  readonly secondsSinceStart: number;
  /** Whether what was missed, or the past, is still being read. */
  readonly isCatchingUp: boolean;
  readonly dataAgeSeconds: number;
  readonly skewMs: number | null;
  readonly isMaintained: boolean;
  /** Since somebody last did something about it, or changed how it is set up; null: not within the day. */
  readonly msSincePerson: number | null;
}

/** Why nothing is done now. `isAsked`: a person said yes to just this, and may work on it. */
export function shutGate(it: Moment, isAsked: boolean): WhyNot | undefined {
  if (it.isStopped) return "stopped";
  if (!it.isLive) return "not_connected";
  if (!it.isRunning) return "not_running";
  if (it.secondsSinceStart < SETTLES_SECONDS) return "just_started";
  if (it.isCatchingUp) return "catching_up";
  if (it.dataAgeSeconds > OLDEST_DATA_SECONDS) return "old_data";
  if (it.skewMs !== null && Math.abs(it.skewMs) > FLAGGED_SKEW_MS) return "clock_skew";
  if (isAsked) return undefined;
  if (it.isMaintained) return "maintenance";
  return it.msSincePerson !== null && it.msSincePerson < FIXING_MS ? "being_fixed" : undefined;
}
