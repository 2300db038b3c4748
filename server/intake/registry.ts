import { z } from "zod";
import { redact } from "#server/redact.ts";
import { Refusal } from "#server/refusal.ts";
import { type ItemKind, RegistryDevice, RegistryEntity, type RegistryItem } from "#server/store/house/contract.ts";
import type { Registries } from "#server/store/house/registries.ts";
import type { Link } from "./connect/link.ts";

/** Registries whose change makes the stored house stale. */
export const REGISTRY_EVENTS: ReadonlySet<string> = new Set([
  "entity_registry_updated",
  "device_registry_updated",
  "area_registry_updated",
  "floor_registry_updated",
  "label_registry_updated",
  "category_registry_updated",
  "user_added",
  "user_updated",
  "user_removed",
]);

const named = z.looseObject({ name: z.string().nullish() });

/** How each kind of item is asked for, and which of its keys is its id. */
const items: Record<ItemKind, { message: { type: string; scope?: string }; id: string; title?: string }> = {
  area: { message: { type: "config/area_registry/list" }, id: "area_id" },
  floor: { message: { type: "config/floor_registry/list" }, id: "floor_id" },
  label: { message: { type: "config/label_registry/list" }, id: "label_id" },
  category: { message: { type: "config/category_registry/list", scope: "automation" }, id: "category_id" },
  config_entry: { message: { type: "config_entries/get" }, id: "entry_id", title: "title" },
  user: { message: { type: "config/auth/list" }, id: "id" },
};

/**
 * Everything but the states. What this Home Assistant, or one that starts, or a token does not give is left as it was stored:
 * without both of entities and devices the house is not whole.
 */
export async function readRegistries(link: Link): Promise<Omit<Registries, "states"> & { isWhole: boolean }> {
  const entities = await optional(link, { type: "config/entity_registry/list" }, RegistryEntity);
  const devices = await optional(link, { type: "config/device_registry/list" }, RegistryDevice);
  const kinds = Object.keys(items) as ItemKind[];
  const lists = new Map<ItemKind, RegistryItem[]>();
  for (const kind of kinds) {
    const read = await optional(link, items[kind].message, named);
    if (read)
      lists.set(
        kind,
        read.flatMap((body) => itemOf(kind, body)),
      );
  }
  if (!entities || !devices) return { entities: [], devices: [], items: lists, isWhole: false };
  return { entities, devices, items: lists, isWhole: true };
}

function itemOf(kind: ItemKind, body: z.infer<typeof named>): RegistryItem[] {
  const { id, title = "name" } = items[kind];
  const key = body[id];
  if (typeof key !== "string") return [];
  const name = body[title];
  return [{ kind, item_id: key, name: typeof name === "string" && name ? name : key, body: redact(body) }];
}

/** Items that cannot be read are left out one by one; a list that is refused is undefined. */
async function optional<T>(link: Link, message: { type: string }, item: z.ZodType<T>): Promise<T[] | undefined> {
  try {
    const list = await link.call(message, z.array(z.unknown()));
    return list.flatMap((one) => {
      const { success, data } = item.safeParse(one);
      return success ? [data] : [];
    });
  } catch (error) {
    if (error instanceof Refusal && /^ha_(unknown_command|unauthorized)$/.test(error.code)) return undefined;
    throw error;
  }
}
