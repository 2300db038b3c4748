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

/** What the list leaves out; null among the aliases stands for the name. Source: homeassistant/helpers/entity_registry.py, extended_dict. */
const Details = z.looseObject({
  aliases: z
    .array(z.string().nullable())
    .transform((aliases) => aliases.filter((alias) => alias !== null))
    .catch([]),
  capabilities: RegistryEntity.shape.capabilities,
});
const ENTRIES_A_QUESTION = 500;

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
  return { entities: await withDetails(link, entities), devices, items: lists, isWhole: true };
}

/** What people also call them, and what they can do. */
async function withDetails(link: Link, entities: RegistryEntity[]): Promise<RegistryEntity[]> {
  const detailed: RegistryEntity[] = [];
  for (let from = 0; from < entities.length; from += ENTRIES_A_QUESTION) {
    const part = entities.slice(from, from + ENTRIES_A_QUESTION);
    const entity_ids = part.map(({ entity_id }) => entity_id);
    const told = await given(
      link,
      { type: "config/entity_registry/get_entries", entity_ids },
      z.record(z.string(), z.unknown()),
    );
    for (const entity of part) {
      const details = Details.safeParse(told?.[entity.entity_id]);
      detailed.push(details.success ? { ...entity, ...pick(details.data) } : entity);
    }
  }
  return detailed;
}

const pick = ({ aliases, capabilities }: z.output<typeof Details>) => ({ aliases, capabilities });

function itemOf(kind: ItemKind, body: z.infer<typeof named>): RegistryItem[] {
  const { id, title = "name" } = items[kind];
  const key = body[id];
  if (typeof key !== "string") return [];
  const name = body[title];
  return [{ kind, item_id: key, name: typeof name === "string" && name ? name : key, body: redact(body) }];
}

/** Items that cannot be read are left out one by one; a list that is refused is undefined. */
async function optional<T>(link: Link, message: { type: string }, item: z.ZodType<T>): Promise<T[] | undefined> {
  const list = await given(link, message, z.array(z.unknown()));
  return list?.flatMap((one) => {
    const { success, data } = item.safeParse(one);
    return success ? [data] : [];
  });
}

/** Undefined where this Home Assistant does not know the question, or refuses it to this token. */
export async function given<T>(
  link: Link,
  message: { type: string; entity_ids?: string[]; assistant?: string },
  answer: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    return await link.call(message, answer);
  } catch (error) {
    if (error instanceof Refusal && /^ha_(unknown_command|unauthorized)$/.test(error.code)) return undefined;
    throw error;
  }
}
