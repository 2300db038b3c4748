import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { Member } from "../automations/triggers/known.ts";

type Row = Omit<Member, "since"> & { since: string | null };

/**
 * Where each entity belongs, as targets of triggers mean it: from when on, by the last change of the entity, its device and any
 * area that was seen, and by when such changes were first looked for. Undefined where something may have been missed.
 */
export async function membersNow(tx: Queries, home: number): Promise<Member[]> {
  const rows = await tx.rows<Row>(sql`
    with changed as (
      select item.connection_id, item.kind, item.item_id, max(change.at) as at
      from changes.change
      join changes.item on item.id = change.item_id
      where change.home_id = ${home} and item.kind in ('entity', 'device', 'area')
      group by item.connection_id, item.kind, item.item_id),
    looked as (
      select connection_id, max(first_at) as at
      from changes.look
      where home_id = ${home} and kind in ('entity', 'device', 'area')
      group by connection_id
      having count(*) filter (where first_at is not null and unsure_since is null) = 3)
    select entity.entity_id, entity.registry_id, entity.device_id, device.parent_device_id, area.item_id as area_id,
      area.body->>'floor_id' as floor_id, entity.labels,
      coalesce(device.labels, '{}') || array(
        select jsonb_array_elements_text(case jsonb_typeof(area.body->'labels') when 'array' then area.body->'labels' else '[]' end)
      ) as labels_around,
      case when looked.at is not null then greatest(looked.at, of_entity.at, of_device.at,
        (select max(at) from changed where changed.kind = 'area' and changed.connection_id = entity.connection_id)) end as since
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.removed_at is null
      and area.item_id = coalesce(entity.area_id, device.area_id)
    left join looked on looked.connection_id = entity.connection_id
    left join changed as of_entity on of_entity.connection_id = entity.connection_id and of_entity.kind = 'entity'
      and of_entity.item_id = entity.registry_id
    left join changed as of_device on of_device.connection_id = entity.connection_id and of_device.kind = 'device'
      and of_device.item_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null and not entity.is_disabled and entity.registry_id is not null
    limit 100000`);
  return rows.map(({ since, ...row }) => ({ ...row, since: since === null ? undefined : toMicroseconds(since) / 1e6 }));
}
