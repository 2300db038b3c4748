import type { z } from "zod";
import type { RecorderAdvice } from "./contract.ts";

type Advice = z.output<typeof RecorderAdvice>;

export interface Known {
  readonly isConnected: boolean;
  /** Whether all that the recorder has of the past is here. */
  readonly isRead: boolean;
  readonly reachesBackDays: number | null;
  readonly longestAbsenceSeconds: number;
  /** How long the memory keeps states; null: for ever. */
  readonly keptDays: number | null;
  readonly databaseBytes: number | null;
}

/** Home Assistant's own pages show no more than the recorder has: the day before yesterday should be there. */
const LEAST_DAYS = 3;
const DAY_SECONDS = 86_400;

/** How short the recorder may be: as long as HomeOps was ever away, and a day to come back in. */
export function advise(known: Known): Advice {
  const { reachesBackDays, longestAbsenceSeconds, databaseBytes } = known;
  const told = {
    reaches_back_days: reachesBackDays,
    longest_absence_seconds: longestAbsenceSeconds,
    database_bytes: databaseBytes,
  };
  const state = stateOf(known);
  if (state !== "advised" || reachesBackDays === null)
    return { state, ...told, keep_days: null, saves_bytes: null, yaml: null };
  const keepDays = enough(longestAbsenceSeconds);
  const saved = databaseBytes === null ? null : Math.round(databaseBytes * (1 - keepDays / reachesBackDays));
  return { state, ...told, keep_days: keepDays, saves_bytes: saved, yaml: `recorder:\n  purge_keep_days: ${keepDays}` };
}

function stateOf(known: Known): Advice["state"] {
  const { isConnected, isRead, reachesBackDays, keptDays, longestAbsenceSeconds } = known;
  if (!isConnected) return "not_connected";
  if (!isRead || reachesBackDays === null) return "importing";
  if (keptDays !== null && keptDays < reachesBackDays) return "kept_here_shorter";
  return reachesBackDays > enough(longestAbsenceSeconds) ? "advised" : "short_already";
}

const enough = (absenceSeconds: number): number => Math.max(LEAST_DAYS, Math.ceil(absenceSeconds / DAY_SECONDS) + 1);
