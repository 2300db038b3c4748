import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** That a device fails within a horizon, as one version of the detector saw it. Days as ISO dates of the home's time zone. */
export type DevicePrediction = {
  entity_id: number;
  device_id: string;
  detector: string;
  made_on: string;
  latest_on: string;
  chance: number;
  basis: { reasons: string[] };
};

export const keepDevicePredictions = (tx: Queries, home: number, rows: readonly DevicePrediction[]) =>
  tx.run(sql`
    insert into ledger.prediction (home_id, kind, entity_id, device_id, detector, made_on, expected_on, earliest_on, latest_on, chance, basis)
    select ${home}, 'device-fails', entity_id, device_id, detector, made_on, latest_on, made_on, latest_on, chance, basis
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (entity_id int, device_id text, detector text, made_on date,
      latest_on date, chance float8, basis jsonb)
    on conflict (home_id, kind, entity_id, made_on, detector) do nothing`);

/** The newest of each device and version, while its horizon lasts and nothing has come of it. */
export const standingDevicePredictions = (tx: Queries, home: number, today: string) =>
  tx.rows<DevicePrediction>(sql`
    select distinct on (device_id, detector) entity_id, device_id, detector, made_on::text, latest_on::text, chance, basis
    from ledger.prediction
    where home_id = ${home} and kind = 'device-fails' and outcome is null and latest_on >= ${today}::date
    order by device_id, detector, made_on desc
    limit 40000`);

export type UnscoredRow = { id: number; device_id: string; made_on: string; latest_on: string };

export const unscoredOf = (tx: Queries, home: number) =>
  tx.rows<UnscoredRow>(sql`
    select id, device_id, made_on::text, latest_on::text
    from ledger.prediction
    where home_id = ${home} and kind = 'device-fails' and outcome is null
    order by id
    limit 100000`);

export type DeviceOutcome = { id: number; outcome: "came" | "stayed away" | "averted"; outcome_on: string };

export const keepDeviceOutcomes = (tx: Queries, home: number, rows: readonly DeviceOutcome[]) =>
  tx.run(sql`
    update ledger.prediction
    set outcome = it.outcome, outcome_on = it.outcome_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (id int, outcome text, outcome_on date)
    where home_id = ${home} and prediction.id = it.id and prediction.outcome is null`);

/** Days on which batteries of devices were empty, as was foretold or not. */
export const emptyBatteries = (tx: Queries, home: number, since: string) =>
  tx.rows<{ device_id: string; day: string }>(sql`
    select distinct entity.device_id, day.day::text
    from series.day
    join series.series on series.id = day.series_id and series.unit = '%'
    join house.entity on entity.id = series.entity_id and entity.device_class = 'battery'
    where day.home_id = ${home} and day.day > ${since}::date and day.last between 0 and 5 and entity.device_id is not null
    order by 1, 2
    limit 100000`);

export type BucketRow = { detector: string; bucket: number; scored: number; came: number; squares: number };

/** What came of what was said, by tenths of its chance, 0 to 9. */
export const bucketsOf = (tx: Queries, home: number) =>
  tx.rows<BucketRow>(sql`
    select detector, least(9, floor(chance * 10))::int as bucket, count(*)::int as scored,
      count(*) filter (where outcome = 'came')::int as came,
      sum((chance - case outcome when 'came' then 1 else 0 end) ^ 2)::float8 as squares
    from ledger.prediction
    where home_id = ${home} and kind = 'device-fails' and outcome in ('came', 'stayed away')
    group by 1, 2
    order by 1, 2
    limit 1000`);

/** How many device horizons ended, and how many of them in a failure: each week's once, of the version that has most. */
export const rateOf = (tx: Queries, home: number) =>
  tx.row<{ horizons: number; failures: number }>(sql`
    select count(*)::int as horizons, count(*) filter (where outcome = 'came')::int as failures
    from ledger.prediction
    where home_id = ${home} and kind = 'device-fails' and outcome in ('came', 'stayed away')
    group by detector
    order by 1 desc
    limit 1`);

/** Choices of versions, by what they detect. */
export const choicesOf = (tx: Queries, home: number) =>
  tx.rows<{ name: string; version: string; chosen_at: string }>(sql`
    select name, version, chosen_at
    from ledger.detector_choice
    where home_id = ${home}
    order by name
    limit 100`);

export const keepChoice = (
  tx: Queries,
  home: number,
  { name, version, at }: { name: string; version: string; at: string },
) =>
  tx.run(sql`
    insert into ledger.detector_choice (home_id, name, version, chosen_at)
    values (${home}, ${name}, ${version}, ${at}::timestamptz)
    on conflict (home_id, name) do update set version = excluded.version, chosen_at = excluded.chosen_at`);
