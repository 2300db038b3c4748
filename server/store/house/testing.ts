import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { type PresentState, RegistryDevice, RegistryEntity } from "./contract.ts";
import { type Directory, entityDirectory } from "./directory.ts";
import type { Registries } from "./registries.ts";

export const entity = (id: string, entity_id: string, parts: object = {}) =>
  RegistryEntity.parse({ id, entity_id, ...parts });
export const device = (id: string, parts: object = {}) => RegistryDevice.parse({ id, name: id, ...parts });
export const state = (entityId: string, attributes: Record<string, unknown> = {}): PresentState => ({
  entityId,
  state: "on",
  attributes,
  changedAt: "2026-11-21T06:00:00+00:00",
  updatedAt: "2026-11-21T06:00:00+00:00",
});
export const house = (parts: Partial<Registries>): Registries => ({
  entities: [],
  devices: [],
  items: new Map(),
  states: [],
  ...parts,
});

/** For tests: a home of which nothing is known yet. */
export async function emptyHouse(db: Database): Promise<Directory> {
  const row = await db.row<{ home_id: number; id: string }>(sql`
    with owner as (insert into public.users (name) values ('Anna') returning id),
      home as (insert into people.home (name) values ('House') returning id)
    insert into public.home_assistant_connections (home_id, name, url, encrypted_token, user_id)
    select home.id, 'House', gen_random_uuid()::text, '', owner.id
    from home, owner
    returning home_id, id`);
  return entityDirectory({ home: row?.home_id ?? 0, connectionId: row?.id ?? "" });
}
