import sql, { empty, join } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Evidence, Severity } from "#server/finding.ts";
import type { FindingState, StepName } from "./contract.ts";
import type { Keyed, Seen, Standing } from "./differing.ts";

export interface At {
  readonly home: number;
  readonly at: Instant;
}

/** Two looks at a home at once would both open the same. */
export const lockHome = (tx: Queries, home: number) =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtext('ledger.finding'), ${home}::int)`);

export const standingOf = (tx: Queries, home: number, checks: readonly string[]) =>
  tx.rows<Standing>(sql`
    select id, check_name, subject_kind, subject, severity, evidence, cause_id
    from ledger.finding
    where home_id = ${home} and closed_at is null and check_name = any (${[...checks]}::text[])
    limit 50000`);

/** By themselves; what somebody called fixed was not. */
export const closedLately = (tx: Queries, home: number, since: Instant) =>
  tx.rows<Keyed & { id: number }>(sql`
    select distinct on (check_name, subject_kind, subject) id, check_name, subject_kind, subject
    from ledger.finding
    where home_id = ${home} and closed_at >= ${since} and closed_as in ('gone', 'fixed')
    order by check_name, subject_kind, subject, closed_at desc
    limit 50000`);

export type RuleRow = {
  id: number;
  kind: "muted" | "tolerated";
  check_name: string | null;
  subject_kind: string | null;
  subject: string | null;
  evidence: Evidence;
};

export const tolerated = (tx: Queries, home: number) =>
  tx.rows<RuleRow>(sql`
    select id, kind, check_name, subject_kind, subject, evidence
    from ledger.rule
    where home_id = ${home} and kind = 'tolerated'
    limit 50000`);

export const insertFindings = (tx: Queries, { home, at }: At, seen: readonly Seen[]) =>
  tx.rows<{ id: number; severity: Severity }>(sql`
    insert into ledger.finding (home_id, check_name, subject_kind, subject, severity, evidence, mentions, since, opened_at)
    select ${home}, check_name, subject_kind, subject, severity, evidence, mentions, least(since, ${at}::timestamptz), ${at}
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as it (check_name text, subject_kind text, subject text,
      severity text, evidence jsonb, mentions int[], since timestamptz)
    returning id, severity`);

type Written = Pick<Seen, "severity" | "evidence" | "mentions"> & { id: number };

export const refreshFindings = (tx: Queries, home: number, rows: readonly Written[]) =>
  tx.run(sql`
    update ledger.finding
    set severity = it.severity, evidence = it.evidence, mentions = it.mentions
    from ${writtenRows(rows)}
    where finding.id = it.id and home_id = ${home}`);

export const reopenFindings = (tx: Queries, home: number, rows: readonly Written[]) =>
  tx.run(sql`
    update ledger.finding
    set closed_at = null, closed_as = null, severity = it.severity, evidence = it.evidence, mentions = it.mentions
    from ${writtenRows(rows)}
    where finding.id = it.id and home_id = ${home}`);

const writtenRows = (rows: readonly Written[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as it (id int, severity text, evidence jsonb, mentions int[])`;

export const closeFindings = (
  tx: Queries,
  { home, at, as }: At & { as: "gone" | "fixed" | "not_a_problem" },
  ids: readonly number[],
) =>
  tx.run(sql`
    update ledger.finding
    set closed_at = ${at}, closed_as = ${as}
    where home_id = ${home} and id = any (${[...ids]}::int[]) and closed_at is null`);

/** What explains what, by the findings that stand now. */
export const linkCauses = (tx: Queries, home: number, links: readonly (Keyed & { cause: Keyed | null })[]) =>
  tx.run(sql`
    with told as (
      select effect.id, cause.id as cause_id
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as it (check_name text, subject_kind text, subject text, cause jsonb)
      join ledger.finding as effect on effect.home_id = ${home} and effect.closed_at is null
        and effect.check_name = it.check_name and effect.subject_kind = it.subject_kind and effect.subject = it.subject
      left join ledger.finding as cause on cause.home_id = ${home} and cause.closed_at is null
        and cause.check_name = it.cause->>'check_name' and cause.subject_kind = it.cause->>'subject_kind'
        and cause.subject = it.cause->>'subject')
    update ledger.finding
    set cause_id = told.cause_id
    from told
    where finding.id = told.id and finding.cause_id is distinct from told.cause_id`);

export type NewStep = {
  finding_id: number;
  what: StepName;
  severity: Severity;
  user_id?: string | null;
  details?: object | null;
};

const TOLD = ["opened", "reopened", "changed", "closed", "fixed", "not_a_problem"] as const satisfies StepName[];

export const addSteps = (tx: Queries, { home, at }: At, steps: readonly NewStep[]) =>
  tx.run(sql`
    insert into ledger.step (home_id, finding_id, at, what, severity, user_id, details, is_told)
    select ${home}, finding_id, ${at}, what, severity, user_id, details, what <> all (${[...TOLD]}::text[])
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb)
      as it (finding_id int, what text, severity text, user_id uuid, details jsonb)`);

export const noteSettled = (tx: Queries, home: number) => tx.rows(sql`select pg_notify('ledger', ${String(home)})`);

export type FindingRow = Keyed & {
  finding: number;
  name: string | null;
  area: string | null;
  entity_id: string | null;
  severity: Severity;
  state: FindingState;
  evidence: Evidence;
  cause: number | null;
  effects: number;
  since: Instant;
  opened_at: Instant;
  closed_at: Instant | null;
  closed_as: "gone" | "fixed" | "not_a_problem" | null;
  snoozed_until: Instant | null;
};

export interface Wanted {
  readonly home: number;
  readonly now: Instant;
  readonly states: readonly FindingState[];
  readonly severities?: readonly Severity[] | undefined;
  readonly checks?: readonly string[] | undefined;
  readonly cause?: number | undefined;
  readonly causes?: boolean;
  readonly findings?: readonly number[];
  /** Only what tells of these rows of house.entity. */
  readonly about?: readonly number[] | undefined;
  /** Without what tells of somebody's movements. */
  readonly isForAll?: boolean;
  readonly after?: { rank: number; finding: number } | undefined;
  readonly limit: number;
}

/** The worst first, of equal ones the newest; what is closed by when it was closed. */
export const listFindings = (tx: Queries, wanted: Wanted) =>
  tx.rows<FindingRow & { rank: number }>(sql`
    with finding as (
      select finding.*,
        case
          when closed_at is not null then 'closed'
          when exists (
            select from ledger.rule
            where rule.home_id = finding.home_id and rule.kind = 'muted'
              and (rule.check_name is null or rule.check_name = finding.check_name)
              and (rule.subject is null or rule.subject = finding.subject and rule.subject_kind = finding.subject_kind)
          ) then 'muted'
          when snoozed_until > ${wanted.now}::timestamptz then 'snoozed'
          else 'open'
        end as state,
        case when closed_at is null then array_position(array['critical', 'error', 'warning', 'info'], severity) else 9 end as rank
      from ledger.finding
      where home_id = ${wanted.home}
        ${wanted.states.includes("closed") ? empty : sql`and closed_at is null`}
        ${wanted.about ? sql`and mentions && ${[...wanted.about]}::int[]` : empty}
        ${wanted.isForAll ? sql`and not mentions && (select people.of_somebody(${wanted.home}))` : empty}
        ${wanted.findings ? sql`and id = any (${[...wanted.findings]}::int[])` : empty})
    select finding.id as finding, check_name, subject_kind, subject, entity.entity_id, severity, state, evidence, rank,
      cause_id as cause, since, opened_at, closed_at, closed_as, snoozed_until,
      coalesce(entity.name, device.name, entry.name, area.name, home.name) as name, place.name as area,
      (select count(*)::int from ledger.finding as effect where effect.cause_id = finding.id and effect.closed_at is null) as effects
    from finding
    join people.home on home.id = finding.home_id
    left join house.entity on subject_kind in ('entity', 'automation') and entity.id::text = finding.subject
    left join house.device on subject_kind = 'device' and device.home_id = finding.home_id and device.device_id = finding.subject
    left join house.item as entry on subject_kind = 'integration' and entry.home_id = finding.home_id
      and entry.kind = 'config_entry' and entry.item_id = finding.subject
    left join house.item as area on subject_kind = 'area' and area.home_id = finding.home_id
      and area.kind = 'area' and area.item_id = finding.subject
    left join house.item as place on place.home_id = finding.home_id and place.kind = 'area'
      and place.item_id = coalesce(entity.area_id, device.area_id)
    where ${join(
      [
        sql`state = any (${[...wanted.states]}::text[])`,
        ...(wanted.severities ? [sql`severity = any (${[...wanted.severities]}::text[])`] : []),
        ...(wanted.checks ? [sql`check_name = any (${[...wanted.checks]}::text[])`] : []),
        ...(wanted.cause === undefined ? [] : [sql`cause_id = ${wanted.cause}`]),
        ...(wanted.causes === false ? [sql`cause_id is null`] : []),
        ...(wanted.after
          ? [sql`(rank, -finding.id) > (${wanted.after.rank}::int, ${-wanted.after.finding}::int)`]
          : []),
      ],
      " and ",
    )}
    order by rank, finding.id desc
    limit ${wanted.limit}`);

/** Whether anybody has looked at the home within a day, so that no finding means that nothing was found. */
export const isLookedAt = async (tx: Queries, home: number): Promise<boolean> =>
  (await tx.row(sql`
    select id
    from ledger.diagnosis
    where home_id = ${home} and checks <> '{}' and at > now() - interval '1 day'
    limit 1`)) !== undefined;
