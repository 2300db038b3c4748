import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Prediction } from "#server/store/ledger/predictions/queries.ts";
import type { Absences } from "./usual-outage.ts";

export type EntityRow = {
  key: number;
  entity_id: string;
  name: string;
  device_id: string | null;
  area_id: string | null;
  entry_id: string | null;
  platform: string | null;
  category: string | null;
  device_class: string | null;
  unit: string | null;
  is_hidden: boolean;
  is_disabled: boolean;
};

export const entitiesOf = (tx: Queries, home: number) =>
  tx.rows<EntityRow>(sql`
    select id as key, entity_id, coalesce(name, entity_id) as name, device_id, area_id, config_entry_id as entry_id, platform,
      category, device_class, unit, is_hidden, is_disabled
    from house.entity
    where home_id = ${home} and removed_at is null
    order by entity_id
    limit 100000`);

export type DeviceRow = {
  device_id: string;
  name: string;
  model: string | null;
  manufacturer: string | null;
  area_id: string | null;
  entry_id: string | null;
  via_device_id: string | null;
};

export const devicesOf = (tx: Queries, home: number) =>
  tx.rows<DeviceRow>(sql`
    select device_id, coalesce(name, model, device_id) as name, model, manufacturer, area_id, config_entry_id as entry_id, via_device_id
    from house.device
    where home_id = ${home} and removed_at is null and not is_disabled
    order by device_id
    limit 20000`);

export type OutageRow = Absences & { key: number; open_since: Instant | null };

/** A start of Home Assistant and a reload take everything away for a moment, which says nothing of how long a thing is used to be away. */
const MOMENT_SECONDS = 180;

/** How long things are used to be out of reach, and since when they are now. */
export const outagesOf = (tx: Queries, home: number) =>
  tx.rows<OutageRow>(sql`
    with outage as (
      select entity_id, started_at, ended_at, extract(epoch from ended_at - started_at) as seconds
      from memory.episode
      where home_id = ${home} and kind = 'unavailable')
    select entity_id as key, count(*) filter (where seconds >= ${MOMENT_SECONDS})::int as n,
      coalesce(percentile_cont(0.9) within group (order by seconds) filter (where seconds >= ${MOMENT_SECONDS}), 0)::float8 as seconds,
      coalesce((array_agg(seconds::float8 order by seconds desc) filter (where seconds >= ${MOMENT_SECONDS}))[1:3], '{}') as longest,
      min(started_at) filter (where ended_at is null) as open_since
    from outage
    group by entity_id
    limit 100000`);

export type RhythmRow = { key: number; last_reported: Instant; intervals: number[] };

/** How often things report, changed or not; intervals as in house.reporting. */
export const rhythmsOf = (tx: Queries, home: number) =>
  tx.rows<RhythmRow>(sql`
    select entity_id as key, last_reported, intervals
    from house.reporting
    where home_id = ${home}
    limit 100000`);

export type FlapRow = { key: number; today: number; week: number; days_of_week: number; before: number; days: number };

/**
 * How often things went out of reach: in the last day, in the last week and on how many of its days, and in how many days of the fortnight
 * before. What never did before is known since it was first seen: that it begins is the more telling.
 */
export const flapsOf = (tx: Queries, home: number, now: Instant) =>
  tx.rows<FlapRow>(sql`
    with outage as (
      select entity_id, extract(epoch from ${now}::timestamptz - started_at) / 86400 as ago
      from memory.episode
      where home_id = ${home} and kind = 'unavailable' and started_at >= ${now}::timestamptz - interval '15 days')
    select outage.entity_id as key,
      count(*) filter (where ago <= 1)::int as today,
      count(*) filter (where ago <= 7)::int as week,
      count(distinct floor(ago)) filter (where ago <= 7)::int as days_of_week,
      count(*) filter (where ago > 1)::int as before,
      least(14, greatest(max(ago), extract(epoch from ${now}::timestamptz - min(entity.created_at)) / 86400) - 1)::float8 as days
    from outage
    join house.entity on entity.id = outage.entity_id
    group by outage.entity_id
    having count(*) filter (where ago <= 7) > 0
    limit 100000`);

export type ConfigurationRow = {
  kind: "automation" | "script" | "scene" | "dashboard";
  item_id: string;
  entity_id: string | null;
  name: string;
  content_id: number;
};

/** Automations, scripts, scenes and dashboards as they are configured now. */
export const configurationsOf = (tx: Queries, home: number) =>
  tx.rows<ConfigurationRow>(sql`
    select kind, item_id, entity_id, name, content_id
    from changes.item
    where home_id = ${home} and kind in ('automation', 'script', 'scene', 'dashboard') and content_id is not null
    order by id
    limit 10000`);

export const contentsOf = (tx: Queries, home: number, ids: readonly number[]) =>
  tx.rows<{ id: number; body: Uint8Array }>(sql`
    select id, body
    from changes.content
    where home_id = ${home} and id = any (${[...ids]}::int[])`);

/** The newest that was foretold of each battery and came, within four months: it is the same battery still while that is low. */
export const cameTrue = (tx: Queries, home: number, today: string) =>
  tx.rows<Prediction>(sql`
    select distinct on (entity_id) entity_id, detector, made_on::text, expected_on::text, earliest_on::text, latest_on::text, basis
    from ledger.prediction
    where home_id = ${home} and kind = 'battery-empty' and outcome = 'came' and outcome_on > ${today}::date - 120
    order by entity_id, made_on desc
    limit 20000`);
