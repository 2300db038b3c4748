import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { timeZoneOf } from "#server/time-zone.ts";

/** An entity as people speak of it. */
export type KnownEntity = {
  key: number;
  entity_id: string;
  name: string;
  aliases: string[];
  area_id: string | null;
  device_id: string | null;
  device: string | null;
  device_class: string | null;
  unit: string | null;
  state_class: string | null;
  category: string | null;
  platform: string | null;
  is_hidden: boolean;
};

/** A room or a floor, with the entities in it. */
export type KnownPlace = {
  id: string;
  kind: "area" | "floor";
  name: string;
  aliases: string[];
  floor_id: string | null;
  /** Of a floor: 0 is the ground floor. */
  level: number | null;
};

/** All that a question may name. */
export interface KnownHouse {
  readonly entities: readonly KnownEntity[];
  readonly places: readonly KnownPlace[];
  readonly timeZone: string;
  /** Its clock has twelve hours: where degrees are Fahrenheit's, so it is. */
  readonly isTwelve: boolean;
}

export async function knownHouse(tx: Queries, home: number): Promise<KnownHouse> {
  const [entities, places] = [await entitiesOf(tx, home), await placesOf(tx, home)];
  const isTwelve = entities.some(({ unit }) => unit === "°F");
  return { entities, places, timeZone: await timeZoneOf(tx, home), isTwelve };
}

const entitiesOf = (tx: Queries, home: number) =>
  tx.rows<KnownEntity>(sql`
    select entity.id as key, entity.entity_id, coalesce(entity.name, device.name, entity.entity_id) as name, entity.aliases,
      coalesce(entity.area_id, device.area_id) as area_id, entity.device_id, device.name as device, entity.device_class, entity.unit,
      entity.state_class, entity.category, entity.platform, entity.is_hidden
    from house.entity
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where entity.home_id = ${home} and entity.removed_at is null
    order by entity.entity_id
    limit 20000`);

const placesOf = (tx: Queries, home: number) =>
  tx.rows<KnownPlace>(sql`
    select item_id as id, kind, name, body->>'floor_id' as floor_id,
      case jsonb_typeof(body->'level') when 'number' then (body->>'level')::int end as level,
      array(select jsonb_array_elements_text(case jsonb_typeof(body->'aliases') when 'array' then body->'aliases' else '[]' end)) as aliases
    from house.item
    where home_id = ${home} and kind in ('area', 'floor') and removed_at is null
    order by kind, item_id
    limit 2000`);
