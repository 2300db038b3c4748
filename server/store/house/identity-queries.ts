import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type Identity = {
  id: number;
  entity_id: string;
  registry_id: string | null;
  device_id: string | null;
  device_name: string | null;
  name: string | null;
  category: string | null;
  device_class: string | null;
  unit: string | null;
  state_class: string | null;
  is_gone: boolean;
};

const identities = sql`
  select entity.id, entity.entity_id, entity.registry_id, entity.device_id, device.name as device_name, entity.name, entity.category,
    entity.device_class, entity.unit, entity.state_class, entity.removed_at is not null as is_gone
  from house.entity
  left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id`;

/** Rows that have an entity id, or had it, the latest first. */
export const identitiesNamed = (tx: Queries, home: number, entityId: string) =>
  tx.rows<Identity>(sql`
    ${identities}
    where entity.home_id = ${home} and entity.entity_id = ${entityId}
    order by entity.removed_at desc nulls first, entity.id desc
    limit 20`);

/** Rows of a device's entities, also of those that are gone. */
export const identitiesOfDevice = (tx: Queries, home: number, deviceId: string) =>
  tx.rows<Identity>(sql`
    ${identities}
    where entity.home_id = ${home} and entity.device_id = ${deviceId}
    order by entity.removed_at desc nulls first, entity.entity_id
    limit 500`);

const COLUMNS = sql`entity_id, registry_id, device_id, area_id, config_entry_id, platform, name, aliases, labels, members, category,
  device_class, unit, state_class, capabilities, is_hidden, is_disabled, removed_at`;

/** Two rows change what they are called and belong to; their histories stay where they are. Done once more it is as it was. */
export async function swapIdentities(tx: Queries, [one, other]: readonly [number, number]): Promise<void> {
  const told = await tx.rows<{ id: number; body: string }>(sql`
    select id, to_jsonb(entity.*)::text as body from house.entity where id = any (${[one, other]}::int[])`);
  const bodyOf = (id: number) => told.find((row) => row.id === id)?.body ?? "{}";
  await tx.run(sql`
    update house.entity set registry_id = null, removed_at = now() where id = any (${[one, other]}::int[])`);
  for (const [to, from] of [
    [one, other],
    [other, one],
  ] as const)
    await tx.run(sql`
      update house.entity
      set (${COLUMNS}) = (select ${COLUMNS} from jsonb_populate_record(null::house.entity, ${bodyOf(from)}::jsonb))
      where id = ${to}`);
}
