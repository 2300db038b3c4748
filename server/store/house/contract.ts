import { z } from "zod";

const texts = z.array(z.string()).catch([]);
const maybeText = z.string().nullish().catch(null);

/** `config/entity_registry/list`; what HomeOps keeps of it. Source: homeassistant/helpers/entity_registry.py, as_partial_dict. */
export const RegistryEntity = z.object({
  entity_id: z.string(),
  id: z.string(),
  device_id: maybeText,
  area_id: maybeText,
  config_entry_id: maybeText,
  platform: maybeText,
  name: maybeText,
  original_name: maybeText,
  aliases: texts,
  labels: texts,
  entity_category: maybeText,
  hidden_by: maybeText,
  disabled_by: maybeText,
  capabilities: z.record(z.string(), z.json()).nullish().catch(null),
  options: z.object({ conversation: z.object({ should_expose: z.boolean().optional() }).optional() }).catch({}),
});
export type RegistryEntity = z.infer<typeof RegistryEntity>;

/** `config/device_registry/list`; child devices (2026.8 and later) have a parent_device_id and fewer keys. */
export const RegistryDevice = z.object({
  id: z.string(),
  name: maybeText,
  name_by_user: maybeText,
  manufacturer: maybeText,
  model: maybeText,
  sw_version: maybeText,
  hw_version: maybeText,
  area_id: maybeText,
  via_device_id: maybeText,
  parent_device_id: maybeText,
  config_entry_id: maybeText,
  primary_config_entry: maybeText,
  labels: texts,
  disabled_by: maybeText,
});
export type RegistryDevice = z.infer<typeof RegistryDevice>;

const itemKinds = ["area", "floor", "label", "category", "config_entry", "user"] as const;
export type ItemKind = (typeof itemKinds)[number];

/** An area, floor, label, category, config entry or user: its key and name; the rest as the registry told it. */
export type RegistryItem = { kind: ItemKind; item_id: string; name: string; body: Record<string, unknown> };

/** A state as Home Assistant has it now. */
export interface PresentState {
  readonly entityId: string;
  readonly state: string;
  readonly attributes: Record<string, unknown>;
  readonly changedAt: string;
  readonly updatedAt: string;
}

const page = { limit: z.int().min(1).max(2_000).default(200), cursor: z.string().max(300).optional() };

export const ListEntities = z.strictObject({
  areas: z.array(z.string()).max(100).optional(),
  domains: z.array(z.string()).max(100).optional(),
  devices: z.array(z.string()).max(500).optional(),
  ...page,
});
export const EntityShown = z
  .object({
    entity_id: z.string(),
    name: z.string(),
    area: z.string().nullable(),
    area_id: z.string().nullable(),
    device_id: z.string().nullable(),
    platform: z.string().nullable(),
    device_class: z.string().nullable(),
    unit: z.string().nullable(),
    labels: z.array(z.string()),
    members: z.array(z.string()),
    state: z.string().nullable().meta({ description: "null while the home is out of reach and its state unknown" }),
    changed_at: z.string().nullable(),
    last_reported: z.string().nullable(),
  })
  .meta({ id: "Entity" });
export const EntityPage = z.object({ items: z.array(EntityShown), cursor: z.string().nullable() });

export const ListDevices = z.strictObject({ areas: z.array(z.string()).max(100).optional(), ...page });
export const DeviceShown = z
  .object({
    device_id: z.string(),
    name: z.string(),
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    sw_version: z.string().nullable(),
    area: z.string().nullable(),
    area_id: z.string().nullable(),
    via_device_id: z.string().nullable(),
    parent_device_id: z.string().nullable(),
    integration: z.string().nullable(),
    entities: z.array(z.string()),
  })
  .meta({ id: "Device" });
export const DevicePage = z.object({ items: z.array(DeviceShown), cursor: z.string().nullable() });

export const SearchHouse = z.strictObject({
  query: z.string().trim().min(1).max(200),
  limit: z.int().min(1).max(100).default(20),
});
export const HouseHits = z.object({
  items: z.array(
    z.object({
      kind: z.enum(["entity", "device", "area"]),
      id: z.string(),
      name: z.string(),
      area: z.string().nullable(),
    }),
  ),
  cursor: z.null(),
});
