import sql, { empty } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";

/** What has been so for less moves no score, nor does what has been over for less. */
const SETTLED = "15 minutes";

/** A finding that costs, and where it belongs. */
export type Costing = {
  finding: number;
  cause: number | null;
  severity: Severity;
  subject_kind: string;
  device_id: string | null;
  area_id: string | null;
  /** How many open findings it explains. */
  effects: number;
};

const placed = sql`cause_id as cause, subject_kind, coalesce(entity.device_id, device.device_id) as device_id,
      coalesce(entity.area_id, device.area_id, case when subject_kind = 'area' then subject end) as area_id,
      (select count(*)::int from ledger.finding as effect where effect.cause_id = finding.id and effect.closed_at is null) as effects`;
const places = sql`
    left join house.entity on subject_kind in ('entity', 'automation') and entity.id::text = finding.subject
    left join house.device on subject_kind = 'device' and device.home_id = finding.home_id and device.device_id = finding.subject`;

/**
 * What costs a home its health now: neither snoozed nor muted, nor the effect of what is. What is over goes on to cost for a
 * while, unless a person said so. `isForAll`: without what tells of somebody's movements.
 */
export const costingNow = (tx: Queries, home: number, { now, isForAll }: { now: Instant; isForAll?: boolean }) =>
  tx.rows<Costing>(sql`
    with known as (
      select finding.*, snoozed_until > ${now}::timestamptz or exists (
          select from ledger.rule
          where rule.home_id = finding.home_id and rule.kind = 'muted'
            and (rule.check_name is null or rule.check_name = finding.check_name)
            and (rule.subject is null or rule.subject = finding.subject and rule.subject_kind = finding.subject_kind)
        ) as is_silent
      from ledger.finding
      where home_id = ${home}
        and (closed_at is null or closed_as = 'gone' and closed_at > ${now}::timestamptz - ${SETTLED}::interval)
        ${isForAll ? sql`and not mentions && (select people.of_somebody(${home}))` : empty})
    select finding.id as finding, severity, ${placed}
    from known as finding
    ${places}
    where is_silent is not true
      and (severity = 'critical' or since <= ${now}::timestamptz - ${SETTLED}::interval)
      and not exists (select from known as cause where cause.id = finding.cause_id and cause.is_silent)
    order by finding.id
    limit 20000`);

export type DeviceRow = { device_id: string; name: string; area_id: string | null };

export const devicesOf = (tx: Queries, home: number) =>
  tx.rows<DeviceRow>(sql`
    select device_id, coalesce(name, model, device_id) as name, area_id
    from house.device
    where home_id = ${home} and removed_at is null and not is_disabled
    order by device_id
    limit 20000`);

export type AreaRow = { area_id: string; name: string };

export const areasOf = (tx: Queries, home: number) =>
  tx.rows<AreaRow>(sql`
    select item_id as area_id, coalesce(name, item_id) as name
    from house.item
    where home_id = ${home} and kind = 'area'
    order by name, item_id
    limit 1000`);

/** When somebody last looked at the home, and when first; null where nobody has. */
export const looksAt = (tx: Queries, home: number) =>
  tx.row<{ first: Instant | null; last: Instant | null }>(sql`
    select
      (select at from ledger.diagnosis where home_id = ${home} and checks <> '{}' order by at limit 1) as first,
      (select at from ledger.diagnosis where home_id = ${home} and checks <> '{}' order by at desc limit 1) as last`);

type Begun = Pick<Costing, "finding" | "severity">;
type When = { home: number; at: Instant };

/** What costs no more, or costs otherwise. Answers how many. */
export const endCosts = (tx: Queries, { home, at }: When, costing: readonly Begun[]) =>
  tx.run(sql`
    update health.cost
    set ended_at = ${at}
    where home_id = ${home} and ended_at is null and not exists (
      select from jsonb_to_recordset(${JSON.stringify(costing)}::jsonb) as it (finding int, severity text)
      where it.finding = cost.finding_id and it.severity = cost.severity)`);

/** What begins to cost. Answers how many. */
export const beginCosts = (tx: Queries, { home, at }: When, costing: readonly Begun[]) =>
  tx.run(sql`
    insert into health.cost (home_id, finding_id, severity, started_at)
    select ${home}, finding, severity, ${at}
    from jsonb_to_recordset(${JSON.stringify(costing)}::jsonb) as it (finding int, severity text)
    on conflict (home_id, finding_id) where ended_at is null do nothing`);

export const noteScored = (tx: Queries, home: number) => tx.rows(sql`select pg_notify('health', ${String(home)})`);

export type CostSpan = Costing & { started_at: Instant; ended_at: Instant | null };

/** What cost within a span. */
export const costsBetween = (tx: Queries, home: number, { from, to }: { from: Instant; to: Instant }) =>
  tx.rows<CostSpan>(sql`
    select finding.id as finding, cost.severity, ${placed}, started_at, ended_at
    from health.cost
    join ledger.finding on finding.id = cost.finding_id
    ${places}
    where cost.home_id = ${home} and started_at < ${to} and (ended_at is null or ended_at > ${from})
    order by started_at, cost.id
    limit 50000`);

/** Older ones tell of more than a year ago. */
export const expireCosts = (tx: Queries, home: number, before: Instant) =>
  tx.run(sql`delete from health.cost where home_id = ${home} and ended_at < ${before}`);
