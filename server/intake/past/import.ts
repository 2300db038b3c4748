import { statfs } from "node:fs/promises";
import type { Transactions } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import {
  keepGap,
  keepHistoryCoverage,
  mergeHistoryCoverage,
  NOT_RUNNING,
  type Where,
} from "#server/store/memory/coverage.ts";
import { keepProgress, type Progress, progressOf } from "#server/store/memory/progress.ts";
import { History } from "./contract.ts";
import { type FillParts, fillSpan } from "./fill-gap.ts";

const DAY = 86_400_000_000; // microseconds
const USUAL_PAST = 10 * DAY; // purge_keep_days is 10 unless told otherwise
const SHORTEST_PACE = 3_600_000_000; // a storm of seconds says nothing about days
const LONGEST_PAST = 3_660 * DAY;
const EMPTY_SPANS = 3; // after so many without a word it is asked whether there is anything older at all
const STRIDE = 30 * DAY; // and if so, the search goes on in strides
const BYTES_AN_EVENT = 130;
const KEEP_FREE = 200 * 1024 * 1024;

export type Progressed = (progress: Progress & { rate: number | null }) => void;

export interface ImportParts extends Omit<FillParts, "source" | "reached"> {
  db: Transactions;
  where: Where;
  log: Log;
  dataFolder: string;
  /** Where live remembering began: the import goes backwards from here. */
  before: string;
  /** What is older would not be kept; undefined: all is. */
  oldestKept?: string | undefined;
  progressed: Progressed;
}

/**
 * The past that Home Assistant still has, newest first, until there is nothing older. Resumes where it stopped.
 * @throws Refusal `no_space` where the disk would not hold it
 */
export async function importPast(parts: ImportParts): Promise<void> {
  const { db, where } = parts;
  const known = (await progressOf(db, where)).find(({ part }) => part === "history");
  const progress: Progress = known ?? {
    part: "history",
    state: "running",
    reached: parts.before,
    oldest: null,
    done: 0,
    remaining: null,
  };
  if (progress.state === "done") return parts.progressed({ ...progress, rate: null });
  const began = { at: performance.now(), done: progress.done, from: toMicroseconds(progress.reached) };

  async function reached(at: string, stored: number): Promise<void> {
    progress.done += stored;
    progress.reached = at;
    progress.remaining = remainingOf(progress, began, parts.before);
    await refuseFullDisk(parts.dataFolder, progress.remaining ?? 0);
    await keepProgress(db, where, progress);
    const seconds = (performance.now() - began.at) / 1000;
    parts.progressed({ ...progress, rate: seconds > 0 ? (progress.done - began.done) / seconds : null });
  }

  let empty = 0;
  let isStriding = false;
  const farthest = toMicroseconds(parts.before) - LONGEST_PAST;
  const end = Math.max(farthest, parts.oldestKept ? toMicroseconds(parts.oldestKept) : farthest);
  while (!parts.signal.aborted && empty < EMPTY_SPANS && toMicroseconds(progress.reached) > end) {
    const to = progress.reached;
    const from = fromMicroseconds(toMicroseconds(to) - (isStriding ? STRIDE : DAY));
    const filled = await fillSpan(
      { ...parts, source: "import", reached: (at, { stored }) => reached(at, stored) },
      { from, to },
    );
    if (parts.signal.aborted) return;
    empty = filled.oldest ? 0 : empty + 1;
    isStriding &&= !filled.oldest;
    if (filled.oldest) {
      // From one thing told to the next it was recorded, however quiet it was between.
      await keepHistoryCoverage(db, where, { from: filled.oldest, to: progress.oldest ?? parts.before });
      await mergeHistoryCoverage(db, where);
      progress.oldest = filled.oldest;
    }
    for (const downtime of filled.downtimes)
      await keepGap(db, where, { ...downtime, missing: "everything", reason: NOT_RUNNING });
    if (empty < EMPTY_SPANS || !(await hasOlder(parts, from))) continue;
    isStriding = true;
    empty = 0;
  }
  if (parts.signal.aborted) return;
  progress.state = "done";
  progress.remaining = 0;
  await keepProgress(db, where, progress);
  parts.progressed({ ...progress, rate: null });
  parts.log.info("first import finished", { events: progress.done, oldest: progress.oldest });
}

/** What is left, judged by the pace of this run, once it has gone far enough to have one, and the days that a recorder usually keeps. */
function remainingOf(
  { reached, done, remaining }: Progress,
  began: { from: number; done: number },
  before: string,
): number | null {
  const covered = began.from - toMicroseconds(reached);
  if (covered < SHORTEST_PACE) return remaining;
  const left = USUAL_PAST - (toMicroseconds(before) - toMicroseconds(reached));
  return Math.max(0, Math.round(((done - began.done) / covered) * left));
}

/** Whether anything at all is known from before; the answer holds one row an entity at most. */
async function hasOlder({ link, entityIds, has }: ImportParts, before: string): Promise<boolean> {
  if (!has("history")) return false;
  const question = {
    type: "history/history_during_period",
    start_time: before,
    end_time: fromMicroseconds(toMicroseconds(before) + 1),
    entity_ids: [...entityIds].slice(0, 999),
    include_start_time_state: true, // the state that an entity had then, if any was recorded before
    significant_changes_only: false,
    minimal_response: true,
    no_attributes: true,
  };
  const answer = await link.call(question, History, { deadlineSeconds: 120 });
  return Object.values(answer).some((states) => states.length > 0);
}

async function refuseFullDisk(folder: string, remaining: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free > KEEP_FREE + remaining * BYTES_AN_EVENT) return;
  const megabytes = Math.ceil((KEEP_FREE + remaining * BYTES_AN_EVENT - free) / 2 ** 20);
  throw new Refusal(
    "no_space",
    `The past needs ${megabytes} MB more than the disk has free; free some, and the import goes on by itself`,
  );
}
