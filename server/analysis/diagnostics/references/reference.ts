/** One thing that a configuration names, where Home Assistant will look for it. */
export interface Reference {
  readonly what: "entity" | "device" | "area" | "floor" | "label" | "action";
  readonly id: string;
  /** Where it stands: triggers[0].entity_id */
  readonly path: string;
  /** Whoever wrote it thought of its absence, so that it is missed only where it once was there. */
  readonly hasFallback?: boolean;
}

/** What a configuration names; `guarded`: what it asks for before it uses it, which may be missing anywhere in it. */
export interface Named {
  readonly references: readonly Reference[];
  readonly guarded: ReadonlySet<string>;
}

const ENTITY_ID = /^(?!.+__)(?!_)[\da-z_]+(?<!_)\.(?!_)[\da-z_]+(?<!_)$/; // homeassistant/core.py, VALID_ENTITY_ID
const REGISTRY_ID = /^[\da-f]{32}$/; // homeassistant/util/uuid.py, random_uuid_hex
const SLUG = /^[\da-z_]+$/;

export const isEntityId = (text: string): boolean => ENTITY_ID.test(text) && text.length <= 255;
export const isRegistryId = (text: string): boolean => REGISTRY_ID.test(text);
export const isSlug = (text: string): boolean => SLUG.test(text);

export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One text, several in one with commas between them, or a list of either: as homeassistant/helpers/config_validation.py takes ids. */
export const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === "string" ? one.split(",").map((part) => part.trim()) : [],
  );
