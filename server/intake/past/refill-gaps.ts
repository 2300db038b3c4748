import { instantOf } from "#server/instant.ts";
import { NOT_RUNNING } from "#server/store/memory/coverage.ts";
import { addGap, gapsWithin, removeGap } from "#server/store/memory/recorded/gap-queries.ts";
import type { CatchUpParts } from "./catch-up.ts";
import { fillSpan, lostPart } from "./fill-gap.ts";

/** Home Assistant keeps its history for ten days unless told otherwise. */
const LOOKED_BACK_MS = 10 * 24 * 3_600_000;
const MOST = 50;

export type Refilled = { gaps: number; stored: number };
type Parts = Omit<CatchUpParts, "liveFrom">;

/** Asks once more for the gaps of the last days: a recorder may have caught up, or be there again. What is told closes them. */
export async function refillGaps(parts: Parts, now: number): Promise<Refilled> {
  const { db, where, has, signal } = parts;
  if (!has("history")) return { gaps: 0, stored: 0 };
  const span = { from: instantOf(now - LOOKED_BACK_MS), to: instantOf(now) };
  const gaps = (await gapsWithin(db, where, span)).filter(({ reason }) => reason !== NOT_RUNNING).slice(-MOST);
  let stored = 0;
  for (const gap of gaps) {
    if (signal.aborted) break;
    const filled = await fillSpan({ ...parts, source: "backfill" }, gap);
    stored += filled.stored;
    if (gap.missing !== "everything" || filled.oldest === undefined) continue;
    const lost = lostPart(gap, filled.oldest);
    await db.transaction(async (tx) => {
      await removeGap(tx, gap.id);
      if (lost) await addGap(tx, where, { ...gap, ...lost });
    });
  }
  return { gaps: gaps.length, stored };
}
