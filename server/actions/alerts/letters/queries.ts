import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export interface Span {
  readonly home: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** Whether anybody looked at the home meanwhile, so that no finding means that nothing was found. */
export const wasLookedAt = async (tx: Queries, { home, from, to }: Span): Promise<boolean> =>
  (await tx.row(sql`
    select id
    from ledger.diagnosis
    where home_id = ${home} and checks <> '{}' and at >= ${from} and at < ${to}
    limit 1`)) !== undefined;

/** Null where the asker may not see what was called wrong. */
export const wrongAnswers = async (tx: Queries, { home, from, to }: Span): Promise<number> =>
  (
    await tx.row<{ count: number }>(sql`
      select count(*)::int as count
      from memory.wrong_answer
      where home_id = ${home} and asked_at >= ${from} and asked_at < ${to}`)
  )?.count ?? 0;

export type Missed = { entity_id: string; name: string; expected_on: string; outcome_on: string };

/** Batteries that were empty on a day that no forecast of theirs had allowed for; of each the last one that was made. */
export const missedForecasts = (tx: Queries, { home, from, to }: Span, kind: string) =>
  tx.rows<Missed>(sql`
    select *
    from (
      select distinct on (entity.id) entity.entity_id, coalesce(entity.name, entity.entity_id) as name,
        expected_on::text, outcome_on::text, outcome_on between earliest_on and latest_on as is_within
      from ledger.prediction
      join house.entity on entity.id = prediction.entity_id
      where prediction.home_id = ${home} and prediction.kind = ${kind} and outcome = 'came'
        and outcome_on >= ${from}::timestamptz::date and outcome_on <= ${to}::timestamptz::date
      order by entity.id, made_on desc) as last
    where not is_within
    order by outcome_on desc
    limit 100`);

export const homeNamed = (tx: Queries, home: number) =>
  tx.row<{ name: string; time_zone: string }>(sql`select name, time_zone from people.home where id = ${home}`);

/** What HomeOps mended, proven by what was seen afterwards. */
export const mendedFindings = async (tx: Queries, { home, from, to }: Span): Promise<ReadonlySet<number>> => {
  const rows = await tx.rows<{ finding: number }>(sql`
    select distinct finding_id as finding
    from healing.attempt
    where home_id = ${home} and verdict = 'fixed' and undone_at is null and finding_id is not null
      and verdict_at >= ${from} and verdict_at < ${to}
    limit 500`);
  return new Set(rows.map(({ finding }) => finding));
};
