import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Why } from "#server/analysis/diagnostics/held-words.ts";
import { NOT_RUNNING } from "#server/store/memory/coverage.ts";

/** Seconds of a span that some connection recorded live or somebody's history has; overlapping spans count once. */
export const recordedSeconds = (db: Queries, home: number, { from, to }: { from: string; to: string }) =>
  db.row<{ seconds: number }>(sql`
    select coalesce(extract(epoch from sum(upper(span) - lower(span))), 0)::float8 as seconds
    from (
      select unnest(range_agg(tstzrange(greatest(started_at, ${from}::timestamptz), least(ended_at, ${to}::timestamptz)))) as span
      from memory.coverage
      where home_id = ${home} and started_at < ${to}::timestamptz and ended_at > ${from}::timestamptz) as spans`);

/** Spans of which all is missing although Home Assistant ran: nobody can tell of them any more. */
export const lostSince = (db: Queries, home: number, since: string) =>
  db.row<{ gaps: number; from: string | null; to: string | null }>(sql`
    select count(*)::int as gaps, min(started_at) as from, max(ended_at) as to
    from memory.gap
    where home_id = ${home} and missing = 'everything' and reason <> ${NOT_RUNNING} and ended_at > ${since}::timestamptz`);

export type NextFailure = {
  kind: string;
  entity_id: string;
  name: string;
  expected_on: string;
  earliest_on: string;
  latest_on: string;
};

/** What is said to fail first and has not, by what was said of it last; nothing that tells of somebody's movements. */
export const nextFailure = (db: Queries, home: number, today: string) =>
  db.row<NextFailure>(sql`
    with said as (
      select distinct on (prediction.kind, prediction.entity_id) prediction.kind, prediction.entity_id as id,
        expected_on, earliest_on, latest_on
      from ledger.prediction
      where home_id = ${home} and outcome is null
        and (kind = 'battery-empty' or exists (
          select 1
          from ledger.finding
          where finding.home_id = ${home} and check_name = 'device-failing' and closed_at is null
            and subject_kind = 'device' and subject = prediction.device_id))
      order by prediction.kind, prediction.entity_id, made_on desc)
    select kind, entity.entity_id, coalesce(entity.name, entity.entity_id) as name, expected_on::text, earliest_on::text, latest_on::text
    from said
    join house.entity on entity.id = said.id
    where removed_at is null and not is_disabled and latest_on >= ${today}::date
      and said.id <> all ((select people.of_somebody(${home}))::int[])
    order by expected_on, entity.entity_id
    limit 1`);

/** Why the last look at a home said nothing; undefined where it did. */
/** Rows of older versions have a sentence instead. */
export const heldBack = (db: Queries, home: number) =>
  db.row<{ why: Why | null; reason: string | null }>(sql`
      select case when checks = '{}' then held_back->0->'why' end as why, case when checks = '{}' then held_back->0->>'reason' end as reason
      from ledger.diagnosis
      where home_id = ${home}
      order by at desc, id desc
      limit 1`);

export type NewsRow = { step: number; finding: number; what: string; at: string };

export const lastStep = async (db: Queries, home: number): Promise<number> =>
  (
    await db.row<{ step: number }>(
      sql`select coalesce(max(id), 0)::int as step from ledger.step where home_id = ${home}`,
    )
  )?.step ?? 0;

/** Of what is nobody's movement, no effect of another finding, and not muted; oldest first. */
export const stepsAfter = (db: Queries, home: number, { step, whats }: { step: number; whats: readonly string[] }) =>
  db.rows<NewsRow>(sql`
    select step.id as step, finding_id as finding, what, at
    from ledger.step
    join ledger.finding on finding.id = step.finding_id
    where step.home_id = ${home} and step.id > ${step} and what = any (${[...whats]}::text[]) and cause_id is null
      and not mentions && (select people.of_somebody(${home}))
    order by step.id
    limit 200`);
