import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";

export type DeviceRow = {
  device_id: string;
  name: string;
  manufacturer: string | null;
  model: string | null;
  area: string | null;
  integration: string | null;
};

export const devicesOf = (tx: Queries, home: number) =>
  tx.rows<DeviceRow>(sql`
    select device.device_id, coalesce(device.name, device.model, device.device_id) as name, device.manufacturer, device.model,
      area.name as area, entry.body->>'domain' as integration
    from house.device
    left join house.item as area on area.connection_id = device.connection_id and area.kind = 'area' and area.item_id = device.area_id
    left join house.item as entry on entry.connection_id = device.connection_id and entry.kind = 'config_entry'
      and entry.item_id = device.config_entry_id
    where device.home_id = ${home} and device.removed_at is null and not device.is_disabled
    order by device.device_id
    limit 20000`);

export type ThingRow = {
  key: number;
  entity_id: string;
  device_id: string;
  platform: string | null;
  category: string | null;
  device_class: string | null;
  unit: string | null;
};

export const thingsOf = (tx: Queries, home: number) =>
  tx.rows<ThingRow>(sql`
    select id as key, entity_id, device_id, platform, category, device_class, unit
    from house.entity
    where home_id = ${home} and removed_at is null and not is_disabled and device_id is not null
    limit 200000`);

export type ReportRow = { key: number; reported: number; intervals: string };

/** When things last reported, in seconds since the epoch, and their intervals as in house.reporting, told as text: arrays are slow to read. */
export const reportsOf = (tx: Queries, home: number) =>
  tx.rows<ReportRow>(sql`
    select entity_id as key, extract(epoch from last_reported)::float8 as reported, intervals::text as intervals
    from house.reporting
    where home_id = ${home}
    limit 200000`);

/** The last level of sensors that tell none now. */
export const lastLevels = (tx: Queries, home: number, keys: readonly number[]) =>
  tx.rows<{ key: number; last: number }>(sql`
    select series.entity_id as key, known.last
    from series.series
    cross join lateral (
      select last from series.day where series_id = series.id and last is not null order by day desc limit 1) as known
    where series.home_id = ${home} and series.entity_id = any (${[...keys]}::int[]) and series.unit = '%'
    limit 20000`);

export type NowRow = {
  /** Of what is known of devices and their entities, and of when they reported: another with each write of a row, and for whoever sees others of them. */
  registry_mark: string;
  reports_mark: string;
  /** Of what is open and neither muted nor snoozed: what it is about. */
  open: [kind: string, subject: string, severity: Severity][] | null;
  /** Since when things are out of reach, in seconds since the epoch: restarts of Home Assistant left out. */
  outages: [key: number, since: number][] | null;
  /** By entity: the day on which its battery will be empty. */
  empty: [key: number, on: string][] | null;
  /** When everything was last looked at, and how many devices there are. */
  looked_at: Instant | null;
  watched: number;
};

/** All that may be another each time, in one row. Every write of a row gives it another xmin; with whose it is, no two sets of rows look alike. */
export const nowOf = (tx: Queries, home: number, now: Instant) =>
  tx.row<NowRow>(sql`
    select
      (select concat(count(*), '/', sum(hashtextextended(id || ' ' || xmin, 0))) from house.entity where home_id = ${home})
        || (select concat(' ', count(*), '/', sum(hashtextextended(device_id || ' ' || xmin, 0))) from house.device where home_id = ${home})
        || (select concat(' ', count(*), '/', sum(hashtextextended(item_id || ' ' || xmin, 0)))
          from house.item where home_id = ${home} and kind in ('area', 'config_entry')) as registry_mark,
      (select concat(count(*), '/', sum(hashtextextended(entity_id || ' ' || xmin, 0))) from house.reporting where home_id = ${home})
        as reports_mark,
      (select jsonb_agg(jsonb_build_array(subject_kind, subject, severity))
        from ledger.finding
        where home_id = ${home} and closed_at is null and (snoozed_until is null or snoozed_until <= ${now}::timestamptz)
          and not exists (
            select from ledger.rule
            where rule.home_id = finding.home_id and rule.kind = 'muted'
              and (rule.check_name is null or rule.check_name = finding.check_name)
              and (rule.subject is null or rule.subject = finding.subject and rule.subject_kind = finding.subject_kind))) as open,
      (select jsonb_agg(jsonb_build_array(entity_id, since))
        from (
          select entity_id, extract(epoch from min(started_at))::float8 as since
          from memory.episode
          where home_id = ${home} and kind = 'unavailable' and ended_at is null
          group by entity_id) as outage) as outages,
      (select jsonb_agg(jsonb_build_array(entity_id, expected_on))
        from (
          select distinct on (entity_id) entity_id, expected_on::text
          from ledger.prediction
          where home_id = ${home} and kind = 'battery-empty' and outcome is null
          order by entity_id, made_on desc) as prediction) as empty,
      (select max(at) from ledger.diagnosis where home_id = ${home} and checks <> '{}') as looked_at,
      (select count(*)::int from house.device where home_id = ${home} and removed_at is null and not is_disabled) as watched`);

/** What of a home an asker may be told: two of whom this is equal are told the same. */
export const sightOf = (tx: Queries, home: number) =>
  tx.row<{ sight: string }>(sql`
    select concat(
      exists (select from people.home where id = ${home}), ' ',
      (select string_agg(id::text, ' ' order by id) from house.entity where home_id = ${home} and id = any ((select people.hidden())::int[]))) as sight`);
