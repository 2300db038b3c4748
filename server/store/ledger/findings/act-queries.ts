import sql, { join } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Asker } from "#server/command.ts";
import type { Evidence, Severity } from "#server/finding.ts";
import type { StepName } from "./contract.ts";
import type { Keyed } from "./differing.ts";
import type { At } from "./queries.ts";

export type ActedOn = Keyed & {
  id: number;
  severity: Severity;
  evidence: Evidence;
  closed_at: Instant | null;
  closed_as: string | null;
};

export const findingToActOn = (tx: Queries, home: number, finding: number) =>
  tx.row<ActedOn>(sql`
    select id, check_name, subject_kind, subject, severity, evidence, closed_at, closed_as
    from ledger.finding
    where home_id = ${home} and id = ${finding}
    for update`);

/** The latest of its subject and check: an older one stays as it is. */
export const isSucceeded = async (tx: Queries, home: number, { id, check_name, subject_kind, subject }: ActedOn) =>
  (await tx.row(sql`
    select id
    from ledger.finding
    where home_id = ${home} and check_name = ${check_name} and subject_kind = ${subject_kind} and subject = ${subject}
      and id > ${id} and closed_at is null
    limit 1`)) !== undefined;

export const setSnoozed = (tx: Queries, { id }: ActedOn, until: Instant | null) =>
  tx.run(sql`update ledger.finding set snoozed_until = ${until} where id = ${id}`);

export const setOpen = (tx: Queries, { id }: ActedOn) =>
  tx.run(sql`update ledger.finding set closed_at = null, closed_as = null where id = ${id}`);

export interface NewRule {
  readonly kind: "muted" | "tolerated";
  readonly check: string | null;
  readonly of: Pick<Keyed, "subject_kind" | "subject"> | null;
  readonly evidence: Evidence | null;
  readonly person: string | null;
}

export const addRule = (tx: Queries, { home, at }: At, { kind, check, of, evidence, person }: NewRule) =>
  tx.run(sql`
    insert into ledger.rule (home_id, kind, check_name, subject_kind, subject, evidence, user_id, created_at)
    values (${home}, ${kind}, ${check}, ${of?.subject_kind ?? null}, ${of?.subject ?? null},
      ${evidence === null ? null : JSON.stringify(evidence)}::jsonb, ${person}, ${at})
    on conflict (home_id, kind, check_name, subject_kind, subject) do update
      set evidence = excluded.evidence, user_id = excluded.user_id, created_at = excluded.created_at`);

/** Whatever keeps this finding from being shown. Answers how many there were. */
export const dropRules = (tx: Queries, home: number, kind: NewRule["kind"], it: Keyed) =>
  tx.run(sql`
    delete from ledger.rule
    where home_id = ${home} and kind = ${kind} and (check_name is null or check_name = ${it.check_name})
      and (subject is null or (subject = ${it.subject} and subject_kind = ${it.subject_kind}))`);

/** Who does something, as an account: the server's owner is the oldest. */
export const doerOf = async (tx: Queries, asker: Asker): Promise<string | null> =>
  asker.kind === "person" ? asker.personId : ownerId(tx);

const ownerId = async (tx: Queries): Promise<string | null> =>
  (await tx.row<{ id: string }>(sql`select id from public.users order by created_at, id limit 1`))?.id ?? null;

const ofTheirSubjects = sql`from ledger.step
    join ledger.finding on finding.id = step.finding_id
    join people.home on home.id = step.home_id
    left join house.entity on subject_kind in ('entity', 'automation') and entity.id::text = finding.subject
    left join house.device on subject_kind = 'device' and device.home_id = step.home_id and device.device_id = finding.subject
    left join house.item on subject_kind in ('integration', 'area') and item.home_id = step.home_id
      and item.kind = case subject_kind when 'area' then 'area' else 'config_entry' end and item.item_id = finding.subject`;

export type StepRow = {
  step: number;
  finding: number;
  at: Instant;
  what: StepName;
  severity: Severity;
  check_name: string;
  evidence: Evidence;
  name: string | null;
  by: string | null;
  details: { until?: string; of?: "subject" | "check"; via?: "repairs" } | null;
};

export interface WantedSteps {
  readonly home: number;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly findings?: readonly number[] | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export const listSteps = (tx: Queries, { home, from, to, findings, before, limit }: WantedSteps) =>
  tx.rows<StepRow>(sql`
    select step.id as step, finding_id as finding, at, what, step.severity, check_name, finding.evidence, users.name as by, details,
      coalesce(entity.name, device.name, item.name, home.name) as name
    ${ofTheirSubjects}
    left join public.users on users.id = step.user_id
    where ${join(
      [
        sql`step.home_id = ${home}`,
        ...(from ? [sql`at >= ${from}`] : []),
        ...(to ? [sql`at < ${to}`] : []),
        ...(findings ? [sql`finding_id = any (${[...findings]}::int[])`] : []),
        ...(before === undefined ? [] : [sql`step.id < ${before}`]),
      ],
      " and ",
    )}
    order by step.id desc
    limit ${limit}`);

/** Of what the memory has not been told yet, oldest first. */
export const untoldSteps = (tx: Queries, home: number) =>
  tx.rows<StepRow & { entity_id: string | null }>(sql`
    select step.id as step, finding_id as finding, at, what, step.severity, check_name, finding.evidence, null as by, details,
      entity.entity_id, coalesce(entity.name, device.name, item.name, home.name) as name
    ${ofTheirSubjects}
    where step.home_id = ${home} and not is_told
    order by step.id
    limit 500`);

export const markTold = (tx: Queries, home: number, steps: readonly number[]) =>
  tx.run(sql`update ledger.step set is_told = true where home_id = ${home} and id = any (${[...steps]}::int[])`);

export interface Diagnosis<Why = unknown> {
  readonly took_ms: number;
  readonly by_whom: "schedule" | "person";
  readonly checks: readonly string[];
  /** `why` as whoever held them back says it. */
  readonly held_back: readonly { check: string; why: Why }[];
  readonly waiting: number;
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
}

export const insertDiagnosis = (tx: Queries, { home, at }: At, it: Diagnosis) =>
  tx.run(sql`
    insert into ledger.diagnosis (home_id, at, took_ms, by_whom, checks, held_back, waiting, opened, changed, closed)
    values (${home}, ${at}, ${it.took_ms}, ${it.by_whom}, ${[...it.checks]}::text[], ${JSON.stringify(it.held_back)}::jsonb,
      ${it.waiting}, ${it.opened}, ${it.changed}, ${it.closed})`);

export interface Expiry {
  /** Closed findings, what was done about them, and runs that found something new. */
  readonly told: Instant;
  /** Runs by the clock after which all was as before: 720 a day. Not the first of them: with it begins what is known of the health of a home. */
  readonly quiet: Instant;
}

export const expireFindings = (tx: Queries, home: number, before: Expiry) =>
  tx.run(sql`
    with gone as (
      delete from ledger.diagnosis
      where home_id = ${home} and at < ${before.quiet}
        and (at < ${before.told} or (by_whom = 'schedule' and opened + changed + closed = 0
          and at > (select min(at) from ledger.diagnosis as first where first.home_id = ${home} and first.checks <> '{}'))))
    delete from ledger.finding where home_id = ${home} and closed_at < ${before.told}`);
