import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Evidence, Subject } from "#server/finding.ts";
import type { Mode } from "./contract.ts";

/** Two processes, or a person and the clock, would both believe that there is room under a cap. */
export const lockHealing = (tx: Queries, home: number) =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtext('healing'), ${home}::int)`);

export const noteHealing = (tx: Queries, home: number) => tx.rows(sql`select pg_notify('healing', ${String(home)})`);

export type TroubleRow = {
  finding: number;
  check: string;
  subject_kind: Subject["kind"];
  subject: string;
  entity_id: string | null;
  name: string | null;
  evidence: Evidence;
  mentions: number[];
};

/** Findings that stand and that nobody put aside; those that another one explains only where they are asked for. */
export const troublesIn = (tx: Queries, home: number, wanted: { now: Instant; finding?: number }) =>
  tx.rows<TroubleRow>(sql`
    select finding.id as finding, check_name as check, subject_kind, subject, entity.entity_id, evidence, mentions,
      coalesce(entity.name, device.name, entry.name, home.name) as name
    from ledger.finding
    join people.home on home.id = finding.home_id
    left join house.entity on subject_kind in ('entity', 'automation') and entity.id::text = finding.subject
    left join house.device on subject_kind = 'device' and device.home_id = finding.home_id and device.device_id = finding.subject
    left join house.item as entry on subject_kind = 'integration' and entry.home_id = finding.home_id
      and entry.kind = 'config_entry' and entry.item_id = finding.subject
    where finding.home_id = ${home} and closed_at is null
      and ${
        wanted.finding === undefined
          ? sql`cause_id is null and (snoozed_until is null or snoozed_until <= ${wanted.now}::timestamptz)
      and not exists (
        select from ledger.rule
        where rule.home_id = finding.home_id and rule.kind = 'muted'
          and (rule.check_name is null or rule.check_name = finding.check_name)
          and (rule.subject is null or rule.subject = finding.subject and rule.subject_kind = finding.subject_kind))`
          : sql`finding.id = ${wanted.finding}`
      }
    order by array_position(array['critical', 'error', 'warning', 'info'], severity), since, finding.id
    limit 500`);

export const modesOf = (tx: Queries, home: number) =>
  tx.rows<{ remedy: string; mode: Mode; since: Instant }>(sql`
    select remedy, mode, since
    from healing.mode
    where home_id = ${home}
    order by remedy
    limit 100`);

export type NewMode = { home: number; remedy: string; mode: Mode; at: Instant; person: string | null };

export const keepMode = (tx: Queries, { home, remedy, mode, at, person }: NewMode) =>
  tx.run(sql`
    insert into healing.mode (home_id, remedy, mode, since, user_id)
    values (${home}, ${remedy}, ${mode}, ${at}, ${person})
    on conflict (home_id, remedy) do update set mode = excluded.mode, since = excluded.since, user_id = excluded.user_id`);

export const stopOf = (tx: Queries, home: number) =>
  tx.row<{ at: Instant; by: string | null }>(sql`
    select stopped_at as at, users.name as by
    from healing.stop
    left join public.users on users.id = stop.user_id
    where home_id = ${home}`);

export const insertStop = (tx: Queries, { home, at, person }: { home: number; at: Instant; person: string | null }) =>
  tx.run(sql`
    insert into healing.stop (home_id, stopped_at, user_id)
    values (${home}, ${at}, ${person})
    on conflict (home_id) do nothing`);

export const deleteStop = (tx: Queries, home: number) => tx.run(sql`delete from healing.stop where home_id = ${home}`);

export const feedsOf = (tx: Queries, home: number) =>
  tx.rows<{ device: string; name: string | null; switch: string }>(sql`
    select feed.device_id as device, device.name, entity.entity_id as switch
    from healing.feed
    join house.entity on entity.id = switch_id and entity.removed_at is null
    left join house.device on device.home_id = feed.home_id and device.device_id = feed.device_id
    where feed.home_id = ${home}
    order by feed.device_id
    limit 2000`);

export type NewFeed = { home: number; device: string; entity: string; at: Instant; person: string | null };

/** Answers whether the home has both. */
export const declareFeed = async (tx: Queries, { home, device, entity, at, person }: NewFeed): Promise<boolean> =>
  (await tx.run(sql`
    insert into healing.feed (home_id, device_id, switch_id, since, user_id)
    select ${home}, device.device_id, entity.id, ${at}, ${person}
    from house.device, house.entity
    where device.home_id = ${home} and device.device_id = ${device} and device.removed_at is null
      and entity.home_id = ${home} and entity.entity_id = ${entity} and entity.removed_at is null
      and entity.entity_id like 'switch.%' and entity.device_id is distinct from device.device_id
    on conflict (home_id, device_id) do update
      set switch_id = excluded.switch_id, since = excluded.since, user_id = excluded.user_id`)) > 0;

export const dropFeed = (tx: Queries, home: number, device: string) =>
  tx.run(sql`delete from healing.feed where home_id = ${home} and device_id = ${device}`);

/** Entity ids of what people labelled critical, itself or its device. */
export const criticalOf = (tx: Queries, home: number) =>
  tx.rows<{ entity_id: string }>(sql`
    with label as (
      select item_id
      from house.item
      where home_id = ${home} and kind = 'label' and (item_id in ('critical', 'kritisch') or lower(name) in ('critical', 'kritisch')))
    select entity_id
    from house.entity
    left join house.device on device.home_id = entity.home_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null
      and (entity.labels && array(select item_id from label) or device.labels && array(select item_id from label))
    limit 20000`);

/** When a person last did something about a finding, or changed how something is set up. */
export const personLast = async (tx: Queries, home: number, since: Instant): Promise<Instant | null> =>
  (
    await tx.row<{ at: Instant | null }>(sql`
      select max(at) as at
      from (
        select at from ledger.step where home_id = ${home} and user_id is not null and at > ${since}
        union all
        select at from changes.change where home_id = ${home} and at > ${since}) as touched`)
  )?.at ?? null;
