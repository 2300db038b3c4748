import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Evidence, Severity } from "#server/finding.ts";

/** A finding as it was opened; `cause` is the finding that explained it then. */
export interface Step {
  readonly step: number;
  readonly finding: number;
  readonly at: string;
  readonly what: "opened" | "reopened";
  readonly check: string;
  readonly kind: string;
  /** Entity id, device id, config entry id; of the home itself the check's name. */
  readonly subject: string;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly since: string;
  readonly cause: number | null;
}

export const shownSince = (db: Queries, home: number, after: number) =>
  db.rows<Step>(sql`
    select step.id as step, finding.id as finding, step.at, step.what, check_name as check, subject_kind as kind,
      coalesce(entity.entity_id, nullif(subject, ''), check_name) as subject, finding.severity, evidence, since, cause_id as cause
    from ledger.step
    join ledger.finding on finding.id = step.finding_id
    left join house.entity on subject_kind in ('entity', 'automation') and entity.id::text = subject
    where step.home_id = ${home} and step.id > ${after} and what in ('opened', 'reopened')
    order by step.id
    limit 10000`);

/** What was foretold of batteries; days as ISO dates. */
export interface Foretold {
  readonly entity_id: string;
  readonly made_on: string;
  readonly expected_on: string;
  readonly earliest_on: string;
  readonly latest_on: string;
}

export const predictionsOf = (db: Queries, home: number) =>
  db.rows<Foretold>(sql`
    select entity.entity_id, made_on::text, expected_on::text, earliest_on::text, latest_on::text
    from ledger.prediction
    join house.entity on entity.id = prediction.entity_id
    where prediction.home_id = ${home} and kind = 'battery-empty'
    order by 1, 2
    limit 100000`);
