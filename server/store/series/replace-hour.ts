import type { Queries } from "#db/database.ts";
import { type Measure, type MeasureHour, nameOf } from "./entity-hour.ts";
import {
  addSeries,
  type FiveMinutesRow,
  forgetFiveMinutes,
  forgetHours,
  type HourRow,
  type Reach,
  seriesOf,
  writeFiveMinutes,
  writeHours,
} from "./queries.ts";
import type { Rollup } from "./rollup.ts";

export type Measured = { entity: number; measures: MeasureHour[] };
type Row = { id: number; measure: MeasureHour };

/** So many rows go as one parameter. */
const BATCH = 1_000;

/** Writes an hour's rows and removes those it has no longer; answers which series it has and how many are gone. */
export async function replaceHour(tx: Queries, reach: Reach, measured: readonly Measured[]) {
  const ids = await seriesIds(tx, measured);
  const rows: Row[] = measured.flatMap(({ entity, measures }) =>
    measures.map((measure) => ({ id: ids.get(keyOf(entity, measure.measure)) ?? 0, measure })),
  );
  const varied = rows.filter(({ measure }) => measure.isVaried);
  for (const batch of batches(rows)) await writeHours(tx, reach, batch.map(hourRow));
  for (const batch of batches(varied)) await writeFiveMinutes(tx, reach, batch.map(fiveMinutesRow));
  await forgetFiveMinutes(
    tx,
    reach,
    varied.map(({ id }) => id),
  );
  const series = rows.map(({ id }) => id);
  return { series, forgotten: await forgetHours(tx, reach, series) };
}

async function seriesIds(tx: Queries, measured: readonly Measured[]): Promise<Map<string, number>> {
  const known = await seriesOf(
    tx,
    measured.map(({ entity }) => entity),
  );
  const ids = new Map(known.map((row) => [keyOf(row.entity, row), row.id]));
  const unknown = measured.flatMap(({ entity, measures }) =>
    measures.filter(({ measure }) => !ids.has(keyOf(entity, measure))).map(({ measure }) => ({ entity, ...measure })),
  );
  if (unknown.length > 0) for (const row of await addSeries(tx, unknown)) ids.set(keyOf(row.entity, row), row.id);
  return ids;
}

const keyOf = (entity: number, measure: Measure): string => `${entity} ${nameOf(measure)}`;

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

const hourRow = ({ id, measure: { hour, carry } }: Row): HourRow => ({
  series_id: id,
  ...hour,
  is_held: carry.isHeld,
  last: carry.value,
  last_reset: carry.lastReset ?? null,
});

function fiveMinutesRow({ id, measure: { measure, slots } }: Row): FiveMinutesRow {
  const each = (field: keyof Rollup) => slots.map((slot) => slot?.[field] ?? null);
  const isMeasurement = measure.kind === "measurement";
  return {
    series_id: id,
    counts: slots.map((slot) => slot?.count ?? 0),
    means: measure.kind === "meter" ? null : each("mean"),
    weights: measure.kind === "angle" ? each("weight") : null,
    mins: isMeasurement ? each("min") : null,
    maxs: isMeasurement ? each("max") : null,
    lasts: each("last"),
    changes: measure.kind === "meter" ? each("change") : null,
  };
}
