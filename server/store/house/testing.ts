import type { Database } from "#db/database.ts";
import { emptyHome } from "#db/testing.ts";
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
export const emptyHouse = async (db: Database): Promise<Directory> => entityDirectory(await emptyHome(db));
