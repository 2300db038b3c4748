import type { Severity } from "#server/finding.ts";
import type { Wishes } from "./contract.ts";
import { isBetween, NIGHT, nextAt } from "./day-times.ts";
import { isMilder } from "./worse.ts";

const FIRST_DAYS_MS = 7 * 86_400_000;
/** To one person, dangers aside; what is more waits. */
const AN_HOUR = 4;
const HOUR_MS = 3_600_000;
/** What is about to be sent, and what bounds it. */
export interface AtGate {
  readonly now: number;
  readonly timeZone: string;
  readonly homeSince: number;
  readonly kind: "alert" | "reminder" | "recovery" | "eased" | "clear" | "daily" | "weekly" | "offer" | "mended";
  readonly severity: Severity;
  readonly isDanger: boolean;
  readonly isLoud: boolean;
  /** It disturbs somebody: not what lies on a page until it is looked at. */
  readonly isPush: boolean;
  readonly wishes: Wishes;
  /** Pushes to this person that count: in 31 days, and in the last hour. */
  readonly used: number;
  readonly lately: number;
  /** It belongs to one that was counted already: the same said on a second way. */
  readonly isCounted: boolean;
}

export type Passage = "go" | { until: number } | { hold: "first week" | "budget" };

/** Whether a message may go now. Asked in the transaction that takes it out of the outbox, so that no two ways lead around it. */
export function passage(it: AtGate): Passage {
  if (it.isDanger || it.kind === "clear") return "go";
  const isDigest = it.kind === "daily" || it.kind === "weekly";
  const firstWeekEnds = it.homeSince + FIRST_DAYS_MS;
  if (it.now < firstWeekEnds && it.isPush) return isDigest ? { until: firstWeekEnds } : { hold: "first week" };
  if (it.isLoud && isBetween(it.now, it.timeZone, NIGHT)) return { until: nextAt(it.now, it.timeZone, NIGHT.until) };
  if (!it.isPush) return "go";
  const { quiet, budget } = it.wishes;
  if (quiet && isMilder(it.severity, quiet.least) && isBetween(it.now, it.timeZone, quiet))
    return { until: nextAt(it.now, it.timeZone, quiet.until) };
  if (isDigest || it.kind === "eased" || it.isCounted) return "go";
  if (it.used >= budget) return { hold: "budget" };
  return it.lately >= AN_HOUR ? { until: it.now + HOUR_MS } : "go";
}
