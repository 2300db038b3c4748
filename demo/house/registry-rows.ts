import type { Home } from "../home.ts";
import { epochSeconds } from "../moment.ts";
import type { Entity } from "./entity.ts";
import { isExposed } from "./exposed.ts";
import { capabilities, hexId, type RegistryEntry } from "./registry.ts";

type Row = Record<string, unknown>;

const shouldExpose = (entity: Entity | undefined): boolean => entity !== undefined && isExposed(entity);

const nextNamePart = (areaId: string | null, deviceId: string | null) =>
  areaId !== null ? "area" : deviceId !== null ? "device" : null;

/** Source: homeassistant/helpers/entity_registry.py, RegistryEntry.as_partial_dict */
export const entityRow = ({ entities }: Home, entry: RegistryEntry): Row => ({
  area_id: entry.area_id,
  categories: entry.categories,
  config_entry_id: entry.config_entry_id,
  config_subentry_id: null,
  created_at: entry.created_at,
  device_id: entry.device_id,
  disabled_by: entry.disabled_by,
  entity_category: entry.entity_category,
  entity_id: entry.entity_id,
  hidden_by: entry.hidden_by,
  icon: entry.icon,
  id: entry.id,
  labels: entry.labels,
  modified_at: entry.modified_at,
  name: entry.name,
  next_name_part: nextNamePart(entry.area_id, entry.device_id),
  options: { conversation: { should_expose: shouldExpose(entities.get(entry.entity_id)) } },
  original_name: entry.original_name,
  platform: entry.platform,
  translation_key: null,
  unique_id: entry.unique_id,
});

/** Source: the same, extended_dict. */
export function extendedEntityRow(home: Home, entityId: string): Row | undefined {
  const { registry, entities } = home;
  const entry = registry.get(entityId);
  const entity = entities.get(entityId);
  if (!entry || !entity) return undefined;
  return {
    ...entityRow(home, entry),
    aliases: [null, ...entry.aliases],
    capabilities: capabilities(entity),
    device_class: null,
    original_device_class: entity.attributes.device_class ?? null,
    original_icon: entity.attributes.icon ?? null,
  };
}

/** Source: the same, _as_display_dict. What is null is left out. */
export function displayRow(entry: RegistryEntry): Row {
  const optional = {
    ai: entry.area_id,
    lb: entry.labels,
    di: entry.device_id,
    np: nextNamePart(entry.area_id, entry.device_id),
    ic: entry.icon,
    ec: entry.entity_category && { config: 0, diagnostic: 1 }[entry.entity_category],
    hb: entry.hidden_by === null ? null : true,
    en: entry.name ?? entry.original_name,
  };
  const known = Object.entries(optional).filter(([, value]) => value !== null);
  return { ei: entry.entity_id, pl: entry.platform, ...Object.fromEntries(known) };
}

/** Source: homeassistant/helpers/device_registry.py, DeviceEntry.dict_repr */
export function deviceRows(home: Home): Row[] {
  const createdAt = epochSeconds(home.script.begin);
  return home.scenario.devices
    .filter((device) => !isChild(device))
    .map((device) => ({
      area_id: device.area,
      configuration_url: null,
      config_entries: device.integration === null ? [] : [device.integration],
      config_entries_subentries: device.integration === null ? {} : { [device.integration]: [null] },
      config_entry_id: device.integration,
      config_subentry_id: null,
      connections: [],
      created_at: createdAt,
      disabled_by: null,
      entry_type: null,
      hw_version: null,
      id: device.id,
      identifiers: [[domainOfEntry(home, device.integration), hexId(`device ${device.id}`).slice(0, 16)]],
      labels: [],
      manufacturer: device.manufacturer,
      model: device.model,
      model_id: null,
      modified_at: createdAt,
      name_by_user: null,
      name: device.name,
      next_name_part: device.area === null ? null : "area",
      parent_device_id: null,
      primary_config_entry: device.integration,
      serial_number: null,
      sw_version: device.sw_version,
      via_device_id: device.via,
    }));
}

/** A part of another device has no integration of its own. Source: the same, ChildDeviceEntry.dict_repr */
export function childDevices(home: Home): Row[] {
  const createdAt = epochSeconds(home.script.begin);
  const integrationOf = new Map(home.scenario.devices.map(({ id, integration }) => [id, integration]));
  return home.scenario.devices.filter(isChild).map((device) => {
    const integration = integrationOf.get(device.via ?? "") ?? null;
    return {
      area_id: device.area,
      config_entry_id: integration,
      config_subentry_id: null,
      created_at: createdAt,
      disabled_by: null,
      id: device.id,
      identifiers: [[domainOfEntry(home, integration), hexId(`device ${device.id}`).slice(0, 16)]],
      labels: [],
      modified_at: createdAt,
      name_by_user: null,
      name: device.name,
      next_name_part: device.area === null ? "parent_device" : "area",
      parent_device_id: device.via,
    };
  });
}

const isChild = ({ integration, via }: Home["scenario"]["devices"][number]): boolean =>
  integration === null && via !== null;

const domainOfEntry = ({ configEntries }: Home, id: string | null): string =>
  configEntries.all.get(id ?? "")?.domain ?? "demo";

/** Source: homeassistant/helpers/area_registry.py, AreaEntry.json_fragment */
export function areaRows({ scenario, script }: Home): Row[] {
  const createdAt = epochSeconds(script.begin);
  return scenario.areas.map(({ id, name, floor, aliases }) => ({
    aliases,
    area_id: id,
    floor_id: floor,
    humidity_entity_id: null,
    icon: null,
    labels: [],
    name,
    picture: null,
    temperature_entity_id: null,
    created_at: createdAt,
    modified_at: createdAt,
  }));
}

/** Source: homeassistant/components/config/floor_registry.py, _entry_dict */
export function floorRows({ scenario, script }: Home): Row[] {
  const createdAt = epochSeconds(script.begin);
  return scenario.floors.map(({ id, name, level }) => ({
    aliases: [],
    created_at: createdAt,
    floor_id: id,
    icon: null,
    level,
    name,
    modified_at: createdAt,
  }));
}
