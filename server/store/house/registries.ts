import type { Queries, Transactions } from "#db/database.ts";
import type { ItemKind, PresentState, RegistryDevice, RegistryEntity, RegistryItem } from "./contract.ts";
import type { Directory } from "./directory.ts";
import * as queries from "./queries.ts";
import { notePlaces } from "./shown-present.ts";

/** All that Home Assistant tells of a house at one time. */
export interface Registries {
  entities: readonly RegistryEntity[];
  devices: readonly RegistryDevice[];
  /** Complete for each kind named; kinds that could not be read are left as they were. */
  items: ReadonlyMap<ItemKind, readonly RegistryItem[]>;
  states: readonly PresentState[];
}

/**
 * Brings the stored house up to what Home Assistant has now; what has gone keeps its row. While Home Assistant starts the
 * house is not whole, and what is not there yet is not gone.
 */
export async function keepHouse(
  db: Transactions,
  directory: Directory,
  house: Registries,
  isWhole = true,
): Promise<void> {
  const { place } = directory;
  const entities = entityRows(house);
  notePlaces(db, place.home, { rows: entities, areas: house.items.get("area") ?? [] });
  await db.transaction(async (tx) => {
    await queries.stepAside(tx, place, entities);
    await queries.renameEntities(tx, place, entities);
    await queries.reviveEntities(
      tx,
      place,
      entities.map(({ entity_id }) => entity_id),
    );
    await queries.updateEntities(tx, place, entities);
    await queries.insertEntities(tx, place, entities);
    await queries.writeDevices(tx, place, house.devices.map(deviceRow));
    for (const items of house.items.values()) await queries.writeItems(tx, place, [...items]);
    if (isWhole) await retire(tx, place, { ...house, entityIds: entities.map(({ entity_id }) => entity_id) });
    await directory.reload(tx);
  });
}

async function retire(tx: Queries, place: queries.Place, house: Registries & { entityIds: string[] }): Promise<void> {
  await queries.retireEntities(tx, place, house.entityIds);
  await queries.retireDevices(
    tx,
    place,
    house.devices.map(({ id }) => id),
  );
  for (const [kind, items] of house.items)
    await queries.retireItems(
      tx,
      place,
      kind,
      items.map(({ item_id }) => item_id),
    );
}

/** Registered entities and those that only have a state. */
function entityRows({ entities, devices, states }: Registries): queries.EntityRow[] {
  const registered = new Map(entities.map((entity) => [entity.entity_id, entity]));
  const byDevice = new Map(devices.map((device) => [device.id, device]));
  const present = new Map(states.map((state) => [state.entityId, state]));
  return [...new Set([...registered.keys(), ...present.keys()])].map((entityId) => {
    const entity = registered.get(entityId);
    const device = byDevice.get(entity?.device_id ?? "");
    return entityRow(entityId, { entity, device, attributes: present.get(entityId)?.attributes ?? {} });
  });
}

type Known = {
  entity: RegistryEntity | undefined;
  device: RegistryDevice | undefined;
  attributes: Record<string, unknown>;
};

function entityRow(entityId: string, { entity, device, attributes }: Known): queries.EntityRow {
  return {
    entity_id: entityId,
    registry_id: entity?.id ?? null,
    device_id: entity?.device_id ?? null,
    area_id: entity?.area_id ?? device?.area_id ?? null,
    config_entry_id: entity?.config_entry_id ?? null,
    platform: entity?.platform ?? null,
    name: text(attributes.friendly_name) ?? entity?.name ?? entity?.original_name ?? null,
    aliases: entity?.aliases ?? [],
    labels: [...new Set([...(entity?.labels ?? []), ...(device?.labels ?? [])])],
    members: texts(attributes.entity_id),
    category: entity?.entity_category ?? null,
    device_class: text(attributes.device_class),
    unit: text(attributes.unit_of_measurement),
    state_class: text(attributes.state_class),
    capabilities: entity?.capabilities ?? null,
    is_hidden: Boolean(entity?.hidden_by),
    is_disabled: Boolean(entity?.disabled_by),
  };
}

const deviceRow = (device: RegistryDevice): queries.DeviceRow => ({
  device_id: device.id,
  name: device.name_by_user ?? device.name ?? null,
  manufacturer: device.manufacturer ?? null,
  model: device.model ?? null,
  sw_version: device.sw_version ?? null,
  hw_version: device.hw_version ?? null,
  area_id: device.area_id ?? null,
  via_device_id: device.via_device_id ?? null,
  parent_device_id: device.parent_device_id ?? null,
  config_entry_id: device.config_entry_id ?? device.primary_config_entry ?? null,
  labels: device.labels,
  is_disabled: Boolean(device.disabled_by),
});

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
