import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { forgetGoneEntities } from "#server/store/house/queries.ts";
import { uncoverImported } from "#server/store/memory/recorded/gaps.ts";
import { keepImportState } from "#server/store/memory/recorded/queries.ts";
import type { RecordedImport } from "#server/store/memory/recorded/recorded-import.ts";
import {
  removeMarkedContexts,
  removeMarkedEvents,
  removePostings,
  reopenHours,
} from "#server/store/memory/recorded/undo-queries.ts";
import { deleteTold } from "#server/store/memory/sentences/queries.ts";
import { forgetReplacedHours } from "#server/store/series/statistics/replaced-queries.ts";
import { forgetRolledHours, takeBackStatistics } from "#server/store/series/statistics/take-back.ts";
import type { World } from "#server/world.ts";
import { closeDue } from "../close-hours.ts";

const DAY = 86_400_000_000; // microseconds
const MONTH = 31 * DAY;
/** Statistics may be of hours that have just begun. */
const AHEAD = 2 * DAY;

type Parts = { world: World; it: RecordedImport; signal: AbortSignal; progressed(): void };

/** Takes away what an import added, and nothing else. Again from the start where it was stopped: what is gone is gone. */
export async function undoImport(
  { world, it, signal, progressed }: Parts,
  end: { state: "undone" | "failed"; reason?: string },
): Promise<void> {
  const { db } = world;
  const home = it.home_id;
  const { mark } = it;
  if (mark) {
    for (const span of spansOf(it, DAY)) {
      if (signal.aborted) return;
      const removed = await db.transaction(async (tx) => {
        const hours = await removeMarkedEvents(tx, { home, mark }, span);
        await removeMarkedContexts(tx, { home, mark }, span);
        const changed = hours.map(({ hour }) => hour);
        await removePostings(tx, home, changed);
        const silent = await reopenHours(tx, home, changed);
        await forgetRolledHours(tx, home, silent);
        await deleteTold(tx, home, silent);
        return hours.reduce((sum, hour) => sum + hour.removed, 0);
      });
      it.added = Math.max(0, it.added - removed);
      progressed();
    }
    while ((await closeDue(world, signal, { only: home })) > 0) progressed(); // before statistics come back into hours that have no events any more
    const now = toMicroseconds(instantOf(world.clock.now()));
    const oldest =
      it.position.statistics === undefined
        ? toMicroseconds(it.from_at ?? instantOf(world.clock.now()))
        : it.position.statistics * 1e6;
    for (
      let to = now + AHEAD;
      to > Math.min(oldest, toMicroseconds(it.from_at ?? fromMicroseconds(oldest))) && !signal.aborted;
      to -= MONTH
    ) {
      const span = { from: fromMicroseconds(to - MONTH), to: fromMicroseconds(to) };
      await db.transaction((tx) => takeBackStatistics(tx, { id: it.id, home, mark }, span));
    }
  }
  if (signal.aborted) return;
  await db.transaction(async (tx) => {
    await uncoverImported(tx, { home, connectionId: it.connection_id }, it);
    await forgetReplacedHours(tx, it.id);
    await forgetGoneEntities(tx, home, it.entities);
    await keepImportState(tx, { id: it.id, ...end });
  });
  Object.assign(it, { ...end, mark: null, added: 0, statistics: 0 });
  progressed();
  world.log.info("import undone", { import: it.id });
}

/** Newest first. */
function spansOf({ from_at, to_at }: RecordedImport, width: number): { from: string; to: string }[] {
  if (!from_at || !to_at) return [];
  const spans = [];
  const first = toMicroseconds(from_at);
  for (let at = Math.floor(toMicroseconds(to_at) / width) * width; at + width > first; at -= width)
    spans.push({ from: fromMicroseconds(at), to: fromMicroseconds(at + width) });
  return spans;
}
