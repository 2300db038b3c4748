import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";

type Span = { home: number; from: Instant; to: Instant };

export type PastStep = {
  at: Instant;
  kind: string;
  severity: Severity;
  subject: string;
  entity_id: string | null;
  device_id: string | null;
  area_id: string | null;
};

/** What was found, got worse or came back in a span, and stood for some minutes; of effects nobody is told. */
export const pastSteps = (tx: Queries, { home, from, to }: Span) =>
  tx.rows<PastStep>(sql`
    select step.at, finding.check_name as kind, step.severity, finding.subject, entity.entity_id, device.device_id,
      case finding.subject_kind when 'area' then finding.subject else coalesce(entity.area_id, device.area_id) end as area_id
    from ledger.step
    join ledger.finding on finding.id = step.finding_id and finding.cause_id is null
    left join house.entity on finding.subject_kind in ('entity', 'automation') and entity.id::text = finding.subject
    left join house.device on device.home_id = finding.home_id
      and device.device_id = case finding.subject_kind when 'device' then finding.subject else entity.device_id end
    where step.home_id = ${home} and step.at >= ${from} and step.at < ${to} and step.what in ('opened', 'reopened', 'changed')
      and not exists (
        select from ledger.step as over
        where over.finding_id = step.finding_id and over.what in ('closed', 'fixed', 'not_a_problem')
          and over.at >= step.at and over.at < step.at + interval '5 minutes')
    order by step.at
    limit 20000`);

export type GuardRow = {
  id: number;
  entity_id: string;
  device_class: string | null;
  device_id: string | null;
  area_id: string | null;
};

export const guardsOf = (tx: Queries, home: number) =>
  tx.rows<GuardRow>(sql`
    select entity.id, entity.entity_id, entity.device_class, entity.device_id, coalesce(entity.area_id, device.area_id) as area_id
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null
      and (entity.entity_id like 'alarm\\_control\\_panel.%'
        or entity.entity_id like 'binary\\_sensor.%' and entity.device_class in ('smoke', 'gas', 'carbon_monoxide', 'moisture', 'safety'))
    limit 500`);

export const alarmsOf = (tx: Queries, { home, from, to }: Span, entities: readonly number[]) =>
  tx.rows<{ at: Instant; entity_id: number }>(sql`
    select event.at, event.entity_id
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[...entities]}::int[]) as event
    where event.state in ('on', 'triggered')
    order by event.at
    limit 20000`);
