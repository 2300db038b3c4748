import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { SAYS_NOTHING } from "#server/store/house/tells-of-reach.ts";

export type VersionChange = {
  /** Null: it was before changes were looked for. */
  change_id: number | null;
  kind: "version" | "device";
  item_id: string;
  name: string;
  since: Instant;
  at: Instant;
  before: string | null;
  after: string | null;
  /** Of the update entity. */
  platform: string | null;
  device_id: string | null;
};

/** What was at another version afterwards, the oldest first; what tells its version itself before its device. */
export const versionChanges = (tx: Queries, home: number, from: Instant) =>
  tx.rows<VersionChange>(sql`
    select change.id as change_id, item.kind, item.item_id, change.name, coalesce(change.since, change.at) as since, change.at,
      found.one->>'before' as before, found.one->>'after' as after, entity.platform,
      case item.kind when 'device' then item.item_id else entity.device_id end as device_id
    from changes.change
    join changes.item on item.id = change.item_id
    cross join lateral jsonb_array_elements(change.gist->'differences') as found (one)
    left join house.entity on entity.connection_id = item.connection_id and entity.entity_id = item.entity_id and entity.removed_at is null
    where change.home_id = ${home} and change.at >= ${from} and change.action = 'changed'
      and found.one->>'path' = case item.kind when 'version' then 'version' when 'device' then 'sw_version' end
    order by change.at, item.kind desc, change.id
    limit 1000`);

/** Of sensors that tell a version: that of the integration Version, of Core; of devices, by what they are called. */
const TELLS_VERSION = "^sensor\\.[a-z0-9_]*(firmware|software|sw)_version$";

/**
 * The same of the time before changes were looked for, by states that were imported: what update entities and sensors of versions told
 * from one to the next.
 */
export const pastVersions = (tx: Queries, home: number, from: Instant) =>
  tx.rows<VersionChange>(sql`
    with looked as (
      select min(first_at) as at
      from changes.look
      where home_id = ${home} and kind = 'version'),
    telling as (
      select entity.id, entity.entity_id, coalesce(entity.name, entity.entity_id) as name, entity.platform, entity.device_id,
        entity.entity_id like 'update.%' as is_update
      from house.entity
      where entity.home_id = ${home} and entity.removed_at is null
        and (entity.entity_id like 'update.%' or entity.platform = 'version' or entity.entity_id ~ ${TELLS_VERSION})
      limit 2000),
    told as (
      select telling.*, event.at,
        case when is_update then memory.attributes_of(event.attributes_id)->>'installed_version'
          when event.state not in ('unavailable', 'unknown') then event.state end as version
      from looked
      cross join memory.events_between(${home}::int, ${from}::timestamptz, looked.at, array(select id from telling)) as event
      join telling on telling.id = event.entity_id
      where looked.at > ${from} and event.type_id = 0),
    changed as (
      select *, lag(at) over by_time as since, lag(version) over by_time as before
      from told
      where version is not null and version ~ '[0-9]'
      window by_time as (partition by id order by at))
    select null::int as change_id, 'version' as kind,
      case when platform = 'version' then 'core' else entity_id end as item_id,
      case when platform = 'version' then 'Home Assistant' else regexp_replace(name, ' (update|firmware version|software version)$', '', 'i') end as name,
      since, at, before, version as after, platform, device_id
    from changed
    where before is distinct from version and before is not null
    order by at
    limit 1000`);

export type ComparedEntity = {
  key: number;
  device_id: string | null;
  platform: string;
  is_battery: boolean;
};

/** What is switched off at a socket or leaves the house is out of reach whatever is updated. */
const COMES_AND_GOES = ["media_player", "remote", "device_tracker", "camera", "vacuum", "lawn_mower"];
const NOT_COMPARED = [...SAYS_NOTHING, "person", "zone"];

/** What could be measured of things that were there when it was updated; a device's own and those that hang on it. */
export const comparedEntities = (
  tx: Queries,
  home: number,
  { device, since }: { device: string | null; since: Instant },
) =>
  tx.rows<ComparedEntity & { hangs_on: boolean }>(sql`
    select entity.id as key, entity.device_id, entity.platform,
      coalesce(entity.device_class = 'battery' and entity.unit = '%', false) as is_battery,
      coalesce(entity.device_id = ${device} or device.via_device_id = ${device}, false) as hangs_on
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled and entity.platform is not null
      and split_part(entity.entity_id, '.', 1) <> all (${[...COMES_AND_GOES, ...NOT_COMPARED]}::text[])
      and (entity.created_at <= ${since} or exists (
        select
        from memory.posting
        where posting.home_id = ${home} and posting.entity_id = entity.id and posting.hour >= ${since}::timestamptz - interval '8 days'
          and posting.hour < ${since})
        or exists (
        select
        from memory.sealed
        where sealed.home_id = ${home} and sealed.entity_id = entity.id and sealed.last_at >= ${since}::timestamptz - interval '8 days'
          and sealed.first_at < ${since}))
    order by md5(entity.entity_id)
    limit 3000`);

export type Span = { home: number; from: Instant; to: Instant };
export type OutRow = { key: number; from_second: number; to_second: number };

/** Times out of reach that touch the span, in seconds since the epoch; what goes on ends with it. */
export const outagesIn = (tx: Queries, { home, from, to }: Span, keys: readonly number[]) =>
  tx.rows<OutRow>(sql`
    select entity_id as key, extract(epoch from started_at)::float8 as from_second,
      extract(epoch from coalesce(ended_at, ${to}::timestamptz))::float8 as to_second
    from memory.episode
    where home_id = ${home} and kind = 'unavailable' and started_at < ${to} and coalesce(ended_at, 'infinity') > ${from}
      and entity_id = any (${[...keys]}::int[])
    order by started_at
    limit 100000`);

export type ReportRow = { key: number; bucket: number; reports: number };

/** Numbers reported, by days of 24 hours from the span's begin on. */
export const reportsIn = (tx: Queries, { home, from, to }: Span, keys: readonly number[]) =>
  tx.rows<ReportRow>(sql`
    select series.entity_id as key, floor(extract(epoch from hour.hour - ${from}::timestamptz) / 86400)::int as bucket,
      sum(hour.count)::int as reports
    from series.hour
    join series.series on series.id = hour.series_id
    where hour.home_id = ${home} and hour.hour >= ${from} and hour.hour < ${to} and series.entity_id = any (${[...keys]}::int[])
      and hour.source = 'e'
    group by 1, 2
    limit 50000`);

export type LevelRow = { key: number; day: number; percent: number };

/** How batteries stood at the end of days, counted from the epoch. */
export const levelsIn = (tx: Queries, { home, from, to }: Span, keys: readonly number[]) =>
  tx.rows<LevelRow>(sql`
    select series.entity_id as key, (day.day - '1970-01-01'::date)::int as day, day.last as percent
    from series.series
    join series.day on day.series_id = series.id
    where series.home_id = ${home} and series.entity_id = any (${[...keys]}::int[]) and series.unit = '%'
      and day.day >= (${from}::timestamptz)::date and day.day <= (${to}::timestamptz)::date and day.last between 0 and 100
    order by 1, 2
    limit 50000`);

export type KnownRow = { is_gap: boolean; is_live: boolean; from_second: number; to_second: number };

/** What was recorded, and what of it was not. */
export const knownIn = (tx: Queries, { home, from, to }: Span) =>
  tx.rows<KnownRow>(sql`
    select told.is_gap, told.is_live, extract(epoch from told.started_at)::float8 as from_second, extract(epoch from told.ended_at)::float8 as to_second
    from (
      select false as is_gap, source = 'live' as is_live, started_at, ended_at from memory.coverage where home_id = ${home}
      union all
      select true, false, started_at, ended_at from memory.gap where home_id = ${home} and missing = 'everything') as told
    where told.started_at < ${to} and told.ended_at > ${from}
    order by told.started_at
    limit 20000`);
