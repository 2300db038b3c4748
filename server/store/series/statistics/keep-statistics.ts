import type { Queries } from "#db/database.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { StatisticRow } from "../contract.ts";
import { writeDays } from "../queries.ts";
import { addStatisticSeries, type Place, writeStatisticHours } from "./queries.ts";

/** So many rows go as one parameter. */
const BATCH = 1_000;

/**
 * Keeps hours that Home Assistant's long-term statistics know and the memory does not; answers how many were new or other than before.
 * Again changes nothing.
 */
export async function keepStatistics(
  tx: Queries,
  { home, connectionId, mark, rows }: Place & { rows: readonly StatisticRow[] },
): Promise<number> {
  const timeZone = await timeZoneOf(tx, home);
  const hours = new Set<string>();
  const series = new Set<number>();
  let kept = 0;
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await addStatisticSeries(tx, { home, connectionId }, batch);
    const written = await writeStatisticHours(tx, { home, connectionId, mark }, batch);
    kept += written.length;
    for (const { hour, series_id } of written) {
      hours.add(hour);
      series.add(series_id);
    }
  }
  if (kept > 0) await writeDays(tx, { home, timeZone, hours: [...hours], series: [...series] });
  return kept;
}
