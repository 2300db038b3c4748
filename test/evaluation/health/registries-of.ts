import { instantOf } from "#server/instant.ts";
import { RegistryDevice, RegistryEntity, type RegistryItem } from "#server/store/house/contract.ts";
import type { Registries } from "#server/store/house/registries.ts";
import type { MadeDevice, MadeHome } from "./made-home.ts";

/** What Home Assistant's registries hold of a made-up home at an instant. */
export function registriesOf(home: MadeHome, now: number): Registries {
  const did = (what: "removed" | "updated") =>
    new Set(home.troubles.flatMap(({ effect, from }) => (effect.what === what && from <= now ? effect.devices : [])));
  const [gone, updated] = [did("removed"), did("updated")];
  const devices = home.devices.filter(({ id, comesAt = home.from }) => !gone.has(id) && comesAt <= now);
  const entities = devices.flatMap((device) => device.entities.map((entity) => ({ device, entity })));
  const at = instantOf(home.from * 1_000);
  const stateOf = (entityId: string, attributes: Record<string, unknown>) => ({
    ...{ entityId, attributes, state: "on", changedAt: at, updatedAt: at },
  });
  return {
    devices: devices.map((device) =>
      RegistryDevice.parse({ ...registryDevice(device), sw_version: updated.has(device.id) ? "1.1.0" : "1.0.0" }),
    ),
    entities: [
      ...entities.map(({ device, entity }) =>
        RegistryEntity.parse({
          ...{ entity_id: entity.entityId, id: entity.entityId, device_id: device.id, area_id: null },
          ...{ config_entry_id: device.entryId, platform: entity.platform, original_name: entity.name },
          entity_category: entity.category ?? null,
        }),
      ),
      ...home.automations.map(({ entityId, id, name }) =>
        RegistryEntity.parse({
          entity_id: entityId,
          id: entityId,
          unique_id: id,
          platform: "automation",
          original_name: name,
        }),
      ),
    ],
    items: new Map([
      ["area", areasOf(devices, home)],
      [
        "floor",
        (home.floors ?? []).map(
          ({ name, level }): RegistryItem => ({ kind: "floor", item_id: name, name, body: { level } }),
        ),
      ],
      [
        "config_entry",
        home.entries.map(
          ({ id, title, domain }): RegistryItem => ({
            kind: "config_entry",
            item_id: id,
            name: title,
            body: { domain },
          }),
        ),
      ],
    ]),
    states: [
      ...entities.map(({ entity }) => stateOf(entity.entityId, { ...entity.attributes })),
      ...home.automations.map(({ entityId, name, id }) => stateOf(entityId, { friendly_name: name, id })),
    ],
  };
}

/** When registries change, after its first day; in seconds since the epoch. */
export const registryTimes = ({ devices, troubles }: MadeHome): number[] => [
  ...devices.flatMap(({ comesAt }) => comesAt ?? []),
  ...troubles.flatMap(({ effect, from }) => (effect.what === "removed" || effect.what === "updated" ? from : [])),
];

const registryDevice = (device: MadeDevice) => ({
  ...{ id: device.id, name: device.name, model: device.model, manufacturer: device.protocol, area_id: device.area },
  ...{ config_entry_id: device.entryId, via_device_id: device.via ?? null },
});

const areasOf = (devices: readonly MadeDevice[], { floors = [] }: MadeHome): RegistryItem[] =>
  [...new Set(devices.map(({ area }) => area))].map((area) => {
    const floor = floors.find(({ areas }) => areas.includes(area));
    return { kind: "area", item_id: area, name: area, body: floor ? { floor_id: floor.name } : {} };
  });
