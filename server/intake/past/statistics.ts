import { z } from "zod";
import type { Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { Where } from "#server/store/memory/coverage.ts";
import { keepProgress, type Progress, progressOf } from "#server/store/memory/progress.ts";
import { ListedStatistic, StatisticsDuringPeriod } from "#server/store/series/contract.ts";
import { keepStatistics } from "#server/store/series/statistics/keep-statistics.ts";
import { statisticRows } from "#server/store/series/statistics/statistic-rows.ts";
import type { Link } from "../connect/link.ts";
import type { Progressed } from "./import.ts";

const IDS_A_QUESTION = 10;
const MONTH_MS = 31 * 86_400_000;
const EPOCH = "1970-01-02T00:00:00+00:00";
const TYPES = ["mean", "min", "max", "last_reset", "state", "change"];

export interface StatisticsParts {
  link: Link;
  /** All that there are; see listStatistics(). */
  listed: ListedStatistic[];
  signal: AbortSignal;
  db: Transactions;
  where: Where;
  /** Milliseconds since the epoch. */
  now: number;
  breathe(): Promise<void>;
  during<T>(question: Promise<T>): Promise<T>;
  progressed: Progressed;
}

/** Home Assistant's long-term statistics: hours that outlived its states, newest month first. Resumes where it stopped. */
export async function importStatistics(parts: StatisticsParts): Promise<void> {
  const { db, where, now, listed } = parts;
  const known = (await progressOf(db, where)).find(({ part }) => part === "statistics");
  const progress: Progress = known ?? {
    part: "statistics",
    state: "running",
    reached: instantOf(now),
    oldest: null,
    done: 0,
    remaining: null,
  };
  if (progress.state === "done") return;
  const oldest = await oldestOf(parts, listed);
  for (let end = Date.parse(progress.reached); end > oldest && !parts.signal.aborted; end -= MONTH_MS) {
    progress.done += await importMonth(parts, listed, { start: end - MONTH_MS, end });
    progress.reached = instantOf(end - MONTH_MS);
    await note(parts, progress);
  }
  if (parts.signal.aborted) return;
  progress.state = "done";
  progress.remaining = 0;
  await note(parts, progress);
}

async function importMonth(
  parts: StatisticsParts,
  listed: ListedStatistic[],
  { start, end }: { start: number; end: number },
): Promise<number> {
  let kept = 0;
  for (let first = 0; first < listed.length && !parts.signal.aborted; first += IDS_A_QUESTION) {
    const batch = listed.slice(first, first + IDS_A_QUESTION);
    const hours = await parts.during(
      ask(parts.link, batch, { start_time: instantOf(start), end_time: instantOf(end), period: "hour", types: TYPES }),
    );
    const rows = batch.flatMap((statistic) => statisticRows(statistic, hours[statistic.statistic_id] ?? []));
    kept += await parts.db.transaction((tx) => keepStatistics(tx, { ...parts.where, rows }));
    await parts.breathe();
  }
  return kept;
}

/** A question for years costs little and tells where the past begins. */
async function oldestOf({ link, now }: StatisticsParts, listed: ListedStatistic[]): Promise<number> {
  if (listed.length === 0) return now;
  const years = await ask(link, listed, { start_time: EPOCH, period: "year", types: ["state", "mean"] });
  return Math.min(now, ...Object.values(years).flatMap((rows) => rows.map(({ start }) => start)));
}

const ask = (
  link: Link,
  listed: ListedStatistic[],
  wanted: { start_time: string; end_time?: string; period: string; types: string[] },
) =>
  link.call(
    {
      type: "recorder/statistics_during_period",
      statistic_ids: listed.map(({ statistic_id }) => statistic_id),
      ...wanted,
    },
    StatisticsDuringPeriod,
    { deadlineSeconds: 120 },
  );

async function note({ db, where, progressed }: StatisticsParts, progress: Progress): Promise<void> {
  await keepProgress(db, where, progress);
  progressed({ ...progress, rate: null });
}

/** Also of entities that have gone, which nothing else tells of. */
export const listStatistics = (link: Link): Promise<ListedStatistic[]> =>
  link.call({ type: "recorder/list_statistic_ids" }, z.array(ListedStatistic)).catch(withoutRecorder);

function withoutRecorder(error: unknown): [] {
  if (error instanceof Refusal && /^ha_unknown_command$/.test(error.code)) return [];
  throw error;
}
