import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import type { ComparedWeeks } from "#server/store/ledger/updates/contract.ts";
import {
  type InstalledUpdate,
  insertUpdates,
  keepFigures,
  updatesSince,
} from "#server/store/ledger/updates/queries.ts";
import { compareWeeks } from "./compare-weeks.ts";
import { findUpdates } from "./find-updates.ts";
import { pastVersions, versionChanges } from "./queries.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const FOUND_DAYS = 60;
/** What has become of it is looked at again and again for so long. */
const COMPARED_DAYS = 29;
const AGAIN_SECONDS = 12 * HOUR;
/** From then on the days that count are the latest ones: what is as before again is over. */
const WEEK_AFTER_DAYS = 11;
const WEEK_DAYS = 7;

/** Finds what was updated, and compares both weeks of what is recent twice a day. `now` in milliseconds since the epoch, by the home's clock. */
export async function keepUpdates(tx: Queries, home: number, now: number): Promise<void> {
  const daysAgo = (days: number) => instantOf(now - days * DAY * 1000);
  const past = await pastVersions(tx, home, daysAgo(FOUND_DAYS));
  const found = findUpdates([...past, ...(await versionChanges(tx, home, daysAgo(FOUND_DAYS)))]);
  if (found.length > 0) await insertUpdates(tx, home, found);
  for (const update of await updatesSince(tx, home, daysAgo(FOUND_DAYS))) {
    if (isCompared(update, now / 1000)) continue;
    const figures = await comparedNow(tx, { ...update, home }, now / 1000);
    if (figures) await keepFigures(tx, home, { id: update.id, at: instantOf(now), figures });
  }
}

/** Lately; or once, where it was so long ago that its weeks no longer change. */
const isCompared = ({ compared_at, at }: InstalledUpdate, now: number): boolean =>
  compared_at !== null &&
  (now - toMicroseconds(compared_at) / 1e6 < AGAIN_SECONDS || now - toMicroseconds(at) / 1e6 > COMPARED_DAYS * DAY);

/** The week after the update, but worse only what is so by now. */
async function comparedNow(
  tx: Queries,
  update: InstalledUpdate & { home: number },
  now: number,
): Promise<ComparedWeeks | undefined> {
  const first = await compareWeeks(tx, update, { now });
  const days = Math.floor((now - toMicroseconds(update.at) / 1e6) / DAY);
  if (!first || days < WEEK_AFTER_DAYS || first.parts.every(({ is_worse }) => !is_worse)) return first;
  const later = await compareWeeks(tx, update, { now, daysLater: days - WEEK_DAYS - 1 });
  const isStill = ({ part, measure }: ComparedWeeks["parts"][number]) =>
    later?.parts.some((it) => it.part === part && it.measure === measure && it.is_worse) ?? false;
  return { ...first, parts: first.parts.map((it) => ({ ...it, is_worse: it.is_worse && isStill(it) })) };
}
