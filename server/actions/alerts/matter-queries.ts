import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";

export type FindingRow = {
  id: number;
  check_name: string;
  subject_kind: string;
  subject: string;
  severity: Severity;
  mentions: number[];
  steady_since: Instant;
  is_open: boolean;
  /** By a person, or because something else explains it. */
  is_settled: boolean;
  is_snoozed: boolean;
  entity_id: string | null;
  device_id: string | null;
  area_id: string | null;
};

/** What stands, and what became of that of which there is an alert. */
export const findingsFor = (tx: Queries, home: number, now: Instant) =>
  tx.rows<FindingRow>(sql`
    select finding.id, finding.check_name, finding.subject_kind, finding.subject, finding.severity, finding.mentions,
      coalesce((select max(at) from ledger.step where finding_id = finding.id and what in ('opened', 'reopened')), finding.opened_at)
        as steady_since,
      finding.closed_at is null as is_open,
      coalesce(finding.closed_as in ('fixed', 'not_a_problem'), false) or cause.id is not null or exists (
        select from ledger.rule
        where rule.home_id = finding.home_id and rule.kind = 'muted'
          and (rule.check_name is null or rule.check_name = finding.check_name)
          and (rule.subject is null or rule.subject = finding.subject and rule.subject_kind = finding.subject_kind)) as is_settled,
      coalesce(finding.snoozed_until > ${now}::timestamptz, false) as is_snoozed,
      entity.entity_id, device.device_id,
      case finding.subject_kind when 'area' then finding.subject else coalesce(entity.area_id, device.area_id) end as area_id
    from ledger.finding
    left join ledger.finding as cause on cause.id = finding.cause_id and cause.closed_at is null
    left join house.entity on finding.subject_kind in ('entity', 'automation') and entity.id::text = finding.subject
    left join house.device on device.home_id = finding.home_id
      and device.device_id = case finding.subject_kind when 'device' then finding.subject else entity.device_id end
    where finding.home_id = ${home} and (finding.closed_at is null or exists (
      select from alerts.alert where alert.finding_id = finding.id and alert.closed_at is null))
    order by finding.id
    limit 5000`);

export type PlaceRow = { id: number; entity_id: string; device_id: string | null; area_id: string | null };

export const placesOf = (tx: Queries, home: number, entityIds: readonly string[], ids: readonly number[]) =>
  tx.rows<PlaceRow>(sql`
    select entity.id, entity.entity_id, entity.device_id, coalesce(entity.area_id, device.area_id) as area_id
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null
      and (entity.entity_id = any (${[...entityIds]}::text[]) or entity.id = any (${[...ids]}::int[]))
    order by entity.id
    limit 1000`);

export type EventRow = { type: string; entity_id: number | null; first_at: Instant };

/** Events of these types in a short span, as the memory has them. */
export const eventsSince = (tx: Queries, home: number, { types, from }: { types: readonly string[]; from: Instant }) =>
  tx.rows<EventRow>(sql`
    select event_type.name as type, case when event.entity_id > 0 then event.entity_id end as entity_id, min(event.at) as first_at
    from memory.event
    join memory.event_type on event_type.id = event.type_id and event_type.home_id = event.home_id
    where event.home_id = ${home} and event.at >= ${from}::timestamptz and event_type.name = any (${[...types]}::text[])
    group by 1, 2
    order by 3
    limit 100`);

export type MemberRow = {
  person: string;
  role: "owner" | "admin" | "member" | "guest";
  entity_id: string | null;
  wishes: unknown;
};

export const membersFor = (tx: Queries, home: number) =>
  tx.rows<MemberRow>(sql`
    select member.user_id as person, member.role, entity.entity_id, person.wishes
    from people.member
    left join alerts.person on person.home_id = member.home_id and person.user_id = member.user_id
    left join people.self on self.user_id = member.user_id and self.home_id = member.home_id
    left join house.entity on entity.id = self.person_id
    where member.home_id = ${home}
    order by member.created_at, member.user_id
    limit 100`);

/** What whoever asks may see of what stands, and what of nothing may be told. */
export const sightOf = async (tx: Queries, home: number) => ({
  sees: (
    await tx.rows<{ id: number }>(sql`
      select id
      from ledger.finding
      where home_id = ${home} and closed_at is null
      limit 5000`)
  ).map(({ id }) => id),
  hidden: (await tx.row<{ ids: number[] }>(sql`select people.hidden() as ids`))?.ids ?? [],
});

export const homeOf = (tx: Queries, home: number) =>
  tx.row<{ time_zone: string; since: Instant }>(sql`
    select time_zone, created_at as since
    from people.home
    where id = ${home}`);
