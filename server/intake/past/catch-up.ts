import type { Transactions } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Where } from "#server/store/memory/coverage.ts";
import { coveredUntil, type Gap, keepGap, keepHistoryCoverage, NOT_RUNNING } from "#server/store/memory/coverage.ts";
import { type Filled, type FillParts, fillSpan, lostPart } from "./fill-gap.ts";

const HOUR = 3_600_000_000; // microseconds
const OVERLAP = 30_000_000;
/** What a span that ends in the future was worth nobody knows: its clock was set back since. */
const DOUBTED = 24 * HOUR;

export interface CatchUpParts extends Omit<FillParts, "source" | "reached"> {
  db: Transactions;
  where: Where;
  /** When all events began to arrive on this link. */
  liveFrom: string;
}

export interface CaughtUp {
  /** The span that was missing; undefined at the very first meeting. */
  absence: { from: string; to: string } | undefined;
  stored: number;
}

/** What happened while we did not listen; at the very first meeting, the last hour. Keeps what stays unknown as gaps. */
export async function catchUp(parts: CatchUpParts): Promise<CaughtUp> {
  const { db, where, liveFrom } = parts;
  const until = reliable(await coveredUntil(db, where, liveFrom), liveFrom);
  const from = until ? earlier(until, OVERLAP) : earlier(liveFrom, HOUR);
  const span = { from, to: later(liveFrom, OVERLAP) };
  const filled = await fillSpan({ ...parts, source: until ? "backfill" : "import" }, span);
  if (parts.signal.aborted) return { absence: undefined, stored: filled.stored };
  await keepHistoryCoverage(db, where, { from, to: liveFrom });
  if (!until) return { absence: undefined, stored: filled.stored };
  const absence = { from: until, to: liveFrom };
  for (const gap of gapsLeft(parts, absence, filled)) await keepGap(db, where, gap);
  return { absence, stored: filled.stored };
}

function reliable(covered: { until: string; since: string } | undefined, now: string): string | undefined {
  if (!covered || toMicroseconds(covered.until) <= toMicroseconds(now)) return covered?.until;
  const doubted = earlier(now, DOUBTED);
  return toMicroseconds(covered.since) > toMicroseconds(doubted) ? covered.since : doubted;
}

function gapsLeft({ has }: CatchUpParts, { from, to }: { from: string; to: string }, filled: Filled): Gap[] {
  if (!has("history")) {
    return [
      {
        from,
        to,
        missing: "everything",
        reason: "HomeOps was not connected, and this Home Assistant gives no history",
      },
    ];
  }
  const lost = lostPart({ from, to }, filled.oldest);
  const gaps: Gap[] = filled.downtimes.map((downtime) => ({
    ...downtime,
    missing: "everything",
    reason: NOT_RUNNING,
  }));
  if (lost)
    gaps.push({
      ...lost,
      missing: "everything",
      reason: "HomeOps was not connected, and Home Assistant has no record of this time",
    });
  const told = has("logbook") ? "; automations, scripts and actions come from the logbook" : "";
  gaps.push({
    from,
    to,
    missing: "events",
    reason: `HomeOps was not connected; events other than states are told only once${told}`,
  });
  return gaps;
}

const earlier = (at: string, by: number) => fromMicroseconds(toMicroseconds(at) - by);
const later = (at: string, by: number) => fromMicroseconds(toMicroseconds(at) + by);
