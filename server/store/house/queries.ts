import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { RegistryItem } from "./contract.ts";

export type Place = { home: number; connectionId: string };

export type EntityRow = {
  entity_id: string;
  registry_id: string | null;
  device_id: string | null;
  area_id: string | null;
  config_entry_id: string | null;
  platform: string | null;
  name: string | null;
  aliases: string[];
  labels: string[];
  members: string[];
  category: string | null;
  device_class: string | null;
  unit: string | null;
  state_class: string | null;
  capabilities: unknown;
  is_hidden: boolean;
  is_disabled: boolean;
};

export type DeviceRow = {
  device_id: string;
  name: string | null;
  manufacturer: string | null;
  model: string | null;
  sw_version: string | null;
  hw_version: string | null;
  area_id: string | null;
  via_device_id: string | null;
  parent_device_id: string | null;
  config_entry_id: string | null;
  labels: string[];
  is_disabled: boolean;
};

export const currentEntities = (db: Queries, { connectionId }: Place) =>
  db.rows<{ id: number; entity_id: string; registry_id: string | null }>(sql`
    select id, entity_id, registry_id
    from house.entity
    where connection_id = ${connectionId}::uuid and removed_at is null
    limit 100000`);

/** One that was gone and is back, and that no registry knows, is the one that it was. */
export const reviveEntities = (tx: Queries, { connectionId }: Place, entityIds: string[]) =>
  tx.rows<{ id: number; entity_id: string }>(sql`
    update house.entity
    set removed_at = null
    where id in (
      select distinct on (entity_id) id
      from house.entity as gone
      where connection_id = ${connectionId}::uuid and entity_id = any (${entityIds}::text[])
        and removed_at is not null and registry_id is null
        and not exists (
          select from house.entity as now
          where now.connection_id = gone.connection_id and now.entity_id = gone.entity_id and now.removed_at is null)
      order by entity_id, removed_at desc)
    returning id, entity_id`);

export const addEntities = (tx: Queries, { home, connectionId }: Place, entityIds: string[]) =>
  tx.rows<{ id: number; entity_id: string }>(sql`
    insert into house.entity (home_id, connection_id, entity_id)
    select ${home}::int, ${connectionId}::uuid, entity_id
    from unnest(${entityIds}::text[]) as entity_id
    order by entity_id
    on conflict (connection_id, entity_id) where removed_at is null do update set entity_id = excluded.entity_id
    returning id, entity_id`);

/** Rows of entities that have gone, the latest of each name. */
export const goneEntities = (tx: Queries, { connectionId }: Place, entityIds: string[]) =>
  tx.rows<{ id: number; entity_id: string }>(sql`
    select distinct on (entity_id) id, entity_id
    from house.entity
    where connection_id = ${connectionId}::uuid and entity_id = any (${entityIds}::text[]) and removed_at is not null
    order by entity_id, removed_at desc, id desc`);

/** Rows for entities of which only an old record tells. */
export const addGoneEntities = (tx: Queries, { home, connectionId }: Place, entityIds: string[]) =>
  tx.rows<{ id: number; entity_id: string }>(sql`
    insert into house.entity (home_id, connection_id, entity_id, removed_at)
    select ${home}::int, ${connectionId}::uuid, entity_id, now()
    from unnest(${entityIds}::text[]) as entity_id
    order by entity_id
    returning id, entity_id`);

/** Of these, those that are still gone and of which nothing is remembered. Answers how many went. */
export const forgetGoneEntities = (tx: Queries, home: number, ids: number[]) =>
  tx.run(sql`
    delete from house.entity
    where home_id = ${home} and id = any (${ids}::int[]) and removed_at is not null and registry_id is null
      and not exists (select from memory.posting where posting.entity_id = entity.id)
      and not exists (select from memory.sealed where sealed.entity_id = entity.id)
      and not exists (
        select
        from memory.due_hour
        join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
        where due_hour.home_id = ${home} and event.entity_id = entity.id)
      and not exists (
        select
        from series.series
        join series.hour on hour.series_id = series.id
        where series.entity_id = entity.id)`);

/**
 * Makes way for renames, swaps included: rows whose registry id now has another entity id, and rows that stand under an
 * entity id which now belongs to a registry id with a row of its own.
 */
export const stepAside = (tx: Queries, { connectionId }: Place, rows: EntityRow[]) =>
  tx.run(sql`
    update house.entity as old
    set removed_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (entity_id text, registry_id text)
    where old.connection_id = ${connectionId}::uuid and old.removed_at is null and new.registry_id is not null
      and (
        (old.registry_id = new.registry_id and old.entity_id <> new.entity_id)
        or (old.entity_id = new.entity_id and old.registry_id is distinct from new.registry_id
          and (old.registry_id is not null or exists (
            select from house.entity as known
            where known.connection_id = old.connection_id and known.registry_id = new.registry_id))))`);

/** A registered entity keeps its row, and so its history, whatever it is called now. */
export const renameEntities = (tx: Queries, { connectionId }: Place, rows: EntityRow[]) =>
  tx.run(sql`
    update house.entity as old
    set entity_id = new.entity_id, removed_at = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (entity_id text, registry_id text)
    where old.connection_id = ${connectionId}::uuid and old.registry_id = new.registry_id
      and (old.entity_id <> new.entity_id or old.removed_at is not null)`);

const COLUMNS = sql`registry_id, device_id, area_id, config_entry_id, platform, name, aliases, labels, members, category,
      device_class, unit, state_class, capabilities, is_hidden, is_disabled`;

const told = (rows: EntityRow[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (entity_id text,
      registry_id text, device_id text, area_id text, config_entry_id text, platform text, name text, aliases text[], labels text[],
      members text[], category text, device_class text, unit text, state_class text, capabilities jsonb, is_hidden boolean,
      is_disabled boolean)`;

/** What only a state told, while the registry kept silent, changes nothing about a registered entity: neither its area nor what is left out. */
export const updateEntities = (tx: Queries, { connectionId }: Place, rows: EntityRow[]) =>
  tx.run(sql`
    with new as (
      select old.id, coalesce(new.registry_id, old.registry_id) as registry_id, new.device_id, new.area_id, new.config_entry_id,
        new.platform, new.name, new.aliases, new.labels, new.members, new.category,
        coalesce(new.device_class, old.device_class) as device_class, coalesce(new.unit, old.unit) as unit,
        coalesce(new.state_class, old.state_class) as state_class, new.capabilities, new.is_hidden, new.is_disabled
      from ${told(rows)}
      join house.entity as old using (entity_id)
      where old.connection_id = ${connectionId}::uuid and old.removed_at is null
        and (new.registry_id is not null or old.registry_id is null)
      except
      select id, ${COLUMNS}
      from house.entity
      where connection_id = ${connectionId}::uuid and removed_at is null)
    update house.entity as old
    set (${COLUMNS}) = (select ${COLUMNS} from (select new.*) as changed)
    from new
    where old.id = new.id`);

/** Only those that are not there: each attempt to insert takes a number. */
export const insertEntities = (tx: Queries, { home, connectionId }: Place, rows: EntityRow[]) =>
  tx.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, ${COLUMNS})
    select ${home}::int, ${connectionId}::uuid, entity_id, ${COLUMNS}
    from ${told(rows)}
    where not exists (
      select from house.entity as old
      where old.connection_id = ${connectionId}::uuid and old.entity_id = new.entity_id and old.removed_at is null)
    order by entity_id
    on conflict (connection_id, entity_id) where removed_at is null do nothing`);

/** Out of the registry and out of the states: gone, but not forgotten. */
export const retireEntities = (tx: Queries, { connectionId }: Place, present: string[]) =>
  tx.run(sql`
    update house.entity
    set removed_at = now()
    where connection_id = ${connectionId}::uuid and removed_at is null and not entity_id = any (${present}::text[])`);

export const writeDevices = (tx: Queries, { home, connectionId }: Place, rows: DeviceRow[]) =>
  tx.run(sql`
    insert into house.device as old (home_id, connection_id, device_id, name, manufacturer, model, sw_version, hw_version, area_id,
      via_device_id, parent_device_id, config_entry_id, labels, is_disabled)
    select ${home}::int, ${connectionId}::uuid, new.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (device_id text, name text, manufacturer text, model text,
      sw_version text, hw_version text, area_id text, via_device_id text, parent_device_id text, config_entry_id text,
      labels text[], is_disabled boolean)
    order by device_id
    on conflict (connection_id, device_id) do update set
      name = excluded.name, manufacturer = excluded.manufacturer, model = excluded.model, sw_version = excluded.sw_version,
      hw_version = excluded.hw_version, area_id = excluded.area_id, via_device_id = excluded.via_device_id,
      parent_device_id = excluded.parent_device_id, config_entry_id = excluded.config_entry_id, labels = excluded.labels,
      is_disabled = excluded.is_disabled, removed_at = null
    where (old.name, old.manufacturer, old.model, old.sw_version, old.hw_version, old.area_id, old.via_device_id, old.parent_device_id,
        old.config_entry_id, old.labels, old.is_disabled, old.removed_at)
      is distinct from (excluded.name, excluded.manufacturer, excluded.model, excluded.sw_version, excluded.hw_version, excluded.area_id,
        excluded.via_device_id, excluded.parent_device_id, excluded.config_entry_id, excluded.labels, excluded.is_disabled, null::timestamptz)`);

export const retireDevices = (tx: Queries, { connectionId }: Place, present: string[]) =>
  tx.run(sql`
    update house.device
    set removed_at = now()
    where connection_id = ${connectionId}::uuid and removed_at is null and not device_id = any (${present}::text[])`);

export const writeItems = (tx: Queries, { home, connectionId }: Place, rows: RegistryItem[]) =>
  tx.run(sql`
    insert into house.item (home_id, connection_id, kind, item_id, name, body)
    select ${home}::int, ${connectionId}::uuid, new.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (kind text, item_id text, name text, body jsonb)
    order by kind, item_id
    on conflict (connection_id, kind, item_id) do update set name = excluded.name, body = excluded.body, removed_at = null
    where (item.name, item.body, item.removed_at) is distinct from (excluded.name, excluded.body, null::timestamptz)`);

export const retireItems = (tx: Queries, { connectionId }: Place, kind: string, present: string[]) =>
  tx.run(sql`
    update house.item
    set removed_at = now()
    where connection_id = ${connectionId}::uuid and kind = ${kind} and removed_at is null and not item_id = any (${present}::text[])`);
