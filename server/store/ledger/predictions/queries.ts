import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** Days as ISO dates of the home's time zone. */
export interface Prediction {
  readonly entity_id: number;
  readonly detector: string;
  readonly made_on: string;
  readonly expected_on: string;
  readonly earliest_on: string;
  readonly latest_on: string;
  readonly basis: { percent: number; since: string; chemistry?: string | undefined };
}

export const keepPredictions = (tx: Queries, home: number, kind: string, rows: readonly Prediction[]) =>
  tx.run(sql`
    insert into ledger.prediction (home_id, kind, entity_id, detector, made_on, expected_on, earliest_on, latest_on, basis)
    select ${home}, ${kind}, it.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (entity_id int, detector text, made_on date, expected_on date,
      earliest_on date, latest_on date, basis jsonb)
    on conflict (home_id, kind, entity_id, made_on, detector) do nothing`);

/** Whoever follows what is foretold looks again. */
export const noteForetold = (tx: Queries, home: number) => tx.rows(sql`select pg_notify('foretold', ${String(home)})`);

/** The newest of each entity whose outcome is not known. */
export const standingPredictions = (tx: Queries, home: number, kind: string) =>
  tx.rows<Prediction & { id: number }>(sql`
    select distinct on (entity_id) id, entity_id, detector, made_on::text, expected_on::text, earliest_on::text, latest_on::text, basis
    from ledger.prediction
    where home_id = ${home} and kind = ${kind} and outcome is null
    order by entity_id, made_on desc
    limit 20000`);

export type Outcome = { entity_id: number; outcome: "came" | "averted"; outcome_on: string };

/** Of all that was said of these before that day. */
export const keepOutcomes = (tx: Queries, home: number, kind: string, outcomes: readonly Outcome[]) =>
  tx.run(sql`
    update ledger.prediction
    set outcome = it.outcome, outcome_on = it.outcome_on
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as it (entity_id int, outcome text, outcome_on date)
    where home_id = ${home} and kind = ${kind} and prediction.entity_id = it.entity_id and prediction.outcome is null
      and made_on < it.outcome_on`);

export type Score = { detector: string; scored: number; within: number; median_days_off: number | null };

/** How often what came lay between the earliest and the latest day that were named. */
export const scoresOf = (tx: Queries, home: number, kind: string) =>
  tx.rows<Score>(sql`
    select detector, count(*)::int as scored,
      count(*) filter (where outcome_on between earliest_on and latest_on)::int as within,
      percentile_cont(0.5) within group (order by abs(outcome_on - expected_on))::float8 as median_days_off
    from ledger.prediction
    where home_id = ${home} and kind = ${kind} and outcome = 'came'
    group by detector
    order by detector
    limit 100`);
