import { createHash } from "node:crypto";
import type { Scenario } from "../scenario.ts";
import type { Entity } from "./entity.ts";
import { domainOf } from "./state.ts";

/** An entity as the entity registry knows it; the members that clients may change are not readonly. */
export interface RegistryEntry {
  readonly id: string;
  readonly unique_id: string;
  readonly platform: string;
  readonly config_entry_id: string | null;
  readonly device_id: string | null;
  readonly original_name: string | null;
  readonly entity_category: "config" | "diagnostic" | null;
  readonly created_at: number;
  entity_id: string;
  name: string | null;
  area_id: string | null;
  icon: string | null;
  aliases: string[];
  labels: string[];
  categories: Record<string, string>;
  disabled_by: "user" | null;
  hidden_by: "user" | null;
  modified_at: number;
}

/** A stable id of 32 hexadecimal digits, as Core gives them. */
export const hexId = (what: string): string => createHash("md5").update(what).digest("hex");

/** Core keeps no registry entry for these. */
const unregistered = new Set(["zone", "sun"]);

/** Keyed by the entity's present id. */
export function entityRegistry(scenario: Scenario, createdAt: number): Map<string, RegistryEntry> {
  const devices = new Map(scenario.devices.map((device) => [device.id, device]));
  const integrations = new Map(scenario.integrations.map((integration) => [integration.id, integration]));
  const entries = new Map<string, RegistryEntry>();

  for (const entity of declared(scenario)) {
    const domain = domainOf(entity.entity_id);
    if (unregistered.has(domain)) continue;
    const device = devices.get(entity.device ?? "");
    const integration = integrations.get(device?.integration ?? "");
    const entry = entryOf({
      entity_id: entity.entity_id,
      platform: integration?.domain ?? (device || domain === "sensor" ? "template" : domain),
      name: withoutPrefix(entity.name, device?.name),
      createdAt,
    });
    entries.set(entity.entity_id, {
      ...entry,
      unique_id: entity.uniqueId ?? entry.unique_id,
      config_entry_id: integration?.id ?? null,
      device_id: device?.id ?? null,
      entity_category: entity.category,
      area_id: entity.area,
      aliases: [...entity.aliases],
    });
  }
  return entries;
}

interface NewEntry {
  entity_id: string;
  platform: string;
  name: string | null;
  createdAt: number;
}

/** As an entity comes into the registry, before anybody changes it. */
export const entryOf = ({ entity_id, platform, name, createdAt }: NewEntry): RegistryEntry => ({
  id: hexId(`entity ${entity_id}`),
  unique_id: hexId(`unique ${entity_id}`).slice(0, 16),
  platform,
  config_entry_id: null,
  device_id: null,
  original_name: name,
  entity_category: null,
  created_at: createdAt,
  entity_id,
  name: null,
  area_id: null,
  icon: null,
  aliases: [],
  labels: [],
  categories: {},
  disabled_by: null,
  hidden_by: null,
  modified_at: createdAt,
});

/** Automations and people are entities of their own integrations. */
function declared({ entities, automations, people }: Scenario) {
  const listed = new Set(entities.map(({ entity_id }) => entity_id));
  const bare = { aliases: [], device: null, area: null, category: null };
  return [
    ...entities.map((entity) => ({ ...entity, uniqueId: undefined })),
    ...automations
      .filter(({ entity_id }) => !listed.has(entity_id))
      .map(({ entity_id, id, name }) => ({ ...bare, entity_id, name, uniqueId: id })),
    ...people.flatMap(({ entity_id, id, name }) =>
      entity_id && !listed.has(entity_id) ? [{ ...bare, entity_id, name, uniqueId: id }] : [],
    ),
  ];
}

/** Core stores "Temperature" for a "Fridge temperature" on the device "Fridge". */
function withoutPrefix(name: string | null, deviceName: string | undefined): string | null {
  if (!name || !deviceName || !name.toLowerCase().startsWith(`${deviceName.toLowerCase()} `)) return name;
  const rest = name.slice(deviceName.length + 1);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What an entity can do, out of the attributes that tell it. Source: the `…EntityCapabilityAttribute` of each domain. */
export function capabilities(entity: Entity): Record<string, unknown> | null {
  const names = capabilityNames[entity.domain] ?? [];
  const found = names.filter((name) => name in entity.attributes).map((name) => [name, entity.attributes[name]]);
  return found.length > 0 ? Object.fromEntries(found) : null;
}

const capabilityNames: Record<string, readonly string[]> = {
  automation: ["id"],
  climate: ["hvac_modes", "min_temp", "max_temp", "target_temp_step", "fan_modes", "preset_modes", "swing_modes"],
  event: ["event_types"],
  input_select: ["options"],
  light: ["supported_color_modes", "min_color_temp_kelvin", "max_color_temp_kelvin", "effect_list"],
  media_player: ["source_list", "sound_mode_list"],
  number: ["min", "max", "step", "mode"],
  select: ["options"],
  sensor: ["state_class", "options"],
};
