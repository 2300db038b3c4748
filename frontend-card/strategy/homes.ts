import type { Device, Registries } from "./registries.ts";

export type Home = { name: string; entry: string };

/** Each home that HomeOps remembers for this Home Assistant: the device of each of its config entries, which everybody may see. */
export function homesOf({ entities, devices }: Registries): Home[] {
  const found = new Map<string, string>(); // the name by config entry
  for (const { platform, device_id } of Object.values(entities)) {
    const device = platform === "homeops" && device_id ? devices[device_id] : undefined;
    const entry = device && entryOf(device);
    if (device && entry) found.set(entry, device.name_by_user || device.name || "HomeOps");
  }
  return [...found]
    .map(([entry, name]) => ({ entry, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name) || one.entry.localeCompare(other.entry));
}

/** Core names it so since 2026.8; the older name goes in 2027.8. */
const entryOf = (device: Device): string | undefined =>
  device.config_entry_id ?? device.primary_config_entry ?? undefined;
