import type { Queries } from "#db/database.ts";
import { Lru } from "#server/lru.ts";
import { unpack } from "#server/packed.ts";
import { type ConfigurationRow, configurationsOf, contentsOf } from "./queries.ts";

export interface Reference {
  readonly entity_id: string;
  /** Where it stands: triggers[0].entity_id */
  readonly path: string;
}

export interface Configuration extends Omit<ConfigurationRow, "content_id"> {
  readonly references: readonly Reference[];
}

const ENTITY_ID = /^(?!.+__)(?!_)[\da-z_]+(?<!_)\.(?!_)[\da-z_]+(?<!_)$/; // homeassistant/core.py, VALID_ENTITY_ID
const DEEPEST = 60;
/** By content: equal ones are one. */
const known = new Lru<string, readonly Reference[]>(20_000);

/** What automations, scripts and scenes name by entity id. */
export async function configurations(tx: Queries, home: number): Promise<Configuration[]> {
  const rows = await configurationsOf(tx, home);
  const keyOf = (id: number) => `${home} ${id}`;
  const unread = [...new Set(rows.map((row) => row.content_id))].filter((id) => !known.get(keyOf(id)));
  for (let from = 0; from < unread.length; from += 200)
    for (const { id, body } of await contentsOf(tx, home, unread.slice(from, from + 200)))
      known.set(keyOf(id), referencesIn(await unpack(body)));
  return rows.map(({ content_id, ...row }) => ({ ...row, references: known.get(keyOf(content_id)) ?? [] }));
}

/**
 * What stands where Home Assistant wants entity ids: under `entity_id`, as one text or a list, and the keys of a scene's `entities`.
 * A template is no reference, nor is what stands in a message. Nothing is guessed from words. What an action does with its data is
 * known of its own domain's entities only: another may send an id to another house.
 */
export function referencesIn(configuration: unknown): Reference[] {
  const found: Reference[] = [];
  walk(configuration, "", 0);
  return found;

  function walk(value: unknown, path: string, depth: number): void {
    if (depth > DEEPEST || typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, member] of value.entries()) walk(member, `${path}[${index}]`, depth + 1);
      return;
    }
    for (const [key, member] of Object.entries(value)) {
      const place = path ? `${path}.${key}` : key;
      if (key === "entity_id") for (const id of idsIn(member)) found.push({ entity_id: id, path: place });
      else if (key === "entities" && isPlain(member))
        for (const id of Object.keys(member)) if (ENTITY_ID.test(id)) found.push({ entity_id: id, path: place });
      if (key === "data") found.push(...inData(value, member, place));
      else if (!FREE.has(key)) walk(member, place, depth + 1);
    }
  }
}

function inData(step: object, data: unknown, path: string): Reference[] {
  const { action, service } = step as { action?: unknown; service?: unknown };
  const domain = String(action ?? service ?? "").split(".")[0];
  const ids = isPlain(data) ? idsIn(data.entity_id) : [];
  return ids
    .filter((id) => domain === "homeassistant" || id.startsWith(`${domain}.`))
    .map((entity_id) => ({ entity_id, path: `${path}.entity_id` }));
}

/** Fields of these are made up by whoever wrote the automation: variables, data of events, inputs of blueprints. */
const FREE = new Set([
  "variables",
  "trigger_variables",
  "event_data",
  "event_data_template",
  "data_template",
  "response",
  "metadata",
]);

const idsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === "string"
      ? one
          .split(",")
          .map((part) => part.trim())
          .filter((part) => ENTITY_ID.test(part))
      : [],
  );

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
