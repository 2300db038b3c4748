import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import type { StatisticRow } from "#server/store/series/contract.ts";
import { statisticRows } from "#server/store/series/statistics/statistic-rows.ts";
import type { RecorderDatabase } from "./recorder-database.ts";

const HOUR_MS = 3_600_000;
const MANY = 500_000;
const ARITHMETIC = 1;

const Flag = z.union([z.boolean(), z.number(), z.null()]).transform(Boolean);
const Meta = z.tuple([
  z.number(),
  z.string(),
  z.string().nullable(),
  Flag,
  z.string().nullable(),
  z.number().nullable(),
  Flag,
]);
const Value = z.number().nullable();
const Hour = z.tuple([z.number(), z.number(), Value, Value, Value, Value, Value, Value]);

type Wanted = { from: number; to: number; version: number };

/** Hours of long-term statistics within a span, in the form that Home Assistant answers. Seconds. */
export async function readStatistics(db: RecorderDatabase, { from, to, version }: Wanted): Promise<StatisticRow[]> {
  const listed = await listedIn(db, version);
  const rows = await db.rows(sql`
    select metadata_id, start_ts, mean, min, max, state, sum, last_reset_ts
    from statistics
    where start_ts >= ${from} and start_ts < ${to} and metadata_id is not null
    order by start_ts
    limit ${MANY}`);
  const sums = new Map<number, number>(); // by metadata id: the hour before
  const kept: StatisticRow[] = [];
  for (const row of rows) {
    const [id, seconds, mean, min, max, state, sum, lastReset] = Hour.parse(row);
    const statistic = listed.get(id);
    if (!statistic) continue;
    let change: number | null = null;
    if (sum !== null) {
      const before = sums.get(id) ?? (await sumBefore(db, id, seconds));
      change = sum - before;
      sums.set(id, sum);
    }
    const start = Math.round(seconds * 1000);
    const hour = { start, end: start + HOUR_MS, mean, min, max, state, change };
    kept.push(
      ...statisticRows(statistic, [{ ...hour, last_reset: lastReset === null ? null : Math.round(lastReset * 1000) }]),
    );
  }
  return kept;
}

/** Before 49 there were no circular means, so that a mean was an arithmetic one. */
async function listedIn(db: RecorderDatabase, version: number) {
  const meanType = version >= 49 ? "mean_type" : `case when has_mean then ${ARITHMETIC} else 0 end`;
  const rows = await db.rows(sql`
    select id, statistic_id, unit_of_measurement, has_sum, name, ${raw(meanType)}, has_mean
    from statistics_meta`);
  return new Map(
    rows.map((row) => {
      const [id, statistic_id, unit, has_sum, name, mean_type] = Meta.parse(row);
      return [id, { statistic_id, statistics_unit_of_measurement: unit, has_sum, name, mean_type }] as const;
    }),
  );
}

/** As Core has it, the first change is the first sum. Source: statistics.py, _augment_result_with_change. */
async function sumBefore(db: RecorderDatabase, id: number, seconds: number): Promise<number> {
  const [row] = await db.rows(sql`
    select sum
    from statistics
    where metadata_id = ${id} and start_ts < ${seconds}
    order by start_ts desc
    limit 1`);
  return Value.parse(row?.[0] ?? null) ?? 0;
}
