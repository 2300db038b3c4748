import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { forgetEmptyDays, writeDays } from "../queries.ts";
import { putBackHours, removeMarkedHours, removeRolledHours } from "./replaced-queries.ts";

type Import = { id: number; home: number; mark: string };
type Span = { from: Instant; to: Instant };

/** Takes the statistics of an import out of a span, and puts back those that its events had replaced. */
export async function takeBackStatistics(tx: Queries, { id, home, mark }: Import, span: Span): Promise<void> {
  const gone = await removeMarkedHours(tx, { home, mark }, span);
  const back = await putBackHours(tx, id, span);
  const changed = [...gone, ...back];
  if (changed.length === 0) return;
  const timeZone = await timeZoneOf(tx, home);
  const hours = [...new Set(changed.map(({ hour }) => hour))];
  await writeDays(tx, { home, timeZone, hours, series: [...new Set(changed.map((row) => row.series_id))] });
  if (gone.length > 0) await forgetEmptyDays(tx, { home, timeZone, hours, series: null });
}

/** Hours of which no event is left have no rollups of their own. */
export async function forgetRolledHours(tx: Queries, home: number, hours: Instant[]): Promise<void> {
  if (hours.length === 0) return;
  await removeRolledHours(tx, home, hours);
  const days = { home, timeZone: await timeZoneOf(tx, home), hours, series: null };
  await writeDays(tx, days);
  await forgetEmptyDays(tx, days);
}
