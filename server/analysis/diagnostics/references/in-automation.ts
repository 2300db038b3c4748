import { domainOf } from "#server/domain-of.ts";
import { inTemplate } from "./in-template.ts";
import { isEntityId, isPlain, isRegistryId, isSlug, type Named, type Reference, textsIn } from "./reference.ts";

const DEEPEST = 60;

/** Made up by whoever wrote the automation; only templates in it are Home Assistant's to read. */
const FREE = new Set(["variables", "event_data", "event_data_template", "data_template", "for_each"]);
/** Nothing in these is looked up while it runs: forms, remarks, and what a blueprint was asked for. */
const UNREAD = new Set([
  ...["fields", "metadata", "response", "response_variable", "trigger_variables", "use_blueprint", "alias"],
  ...["description", "id", "icon", "mode", "max_exceeded", "unique_id", "enabled"],
]);
/** Where a number or a time of day may be told by an entity. */
const TOLD = new Set(["above", "below", "at", "after", "before"]);
const PLACES = { area_id: "area", floor_id: "floor", label_id: "label" } as const;
const ACTION = /^[a-z_\d]+\.[a-z_\d]+$/;

type Steps = { found: Reference[]; guarded: Set<string> };
type At = { path: string; depth: number; isFree: boolean; isForgiven: boolean };

/**
 * What an automation, script or scene names where Home Assistant takes it for an entity, device, area, floor, label or action, and
 * what its templates look up. Nothing is guessed from words; steps that are disabled are left out. What an action does with its data is
 * known of its own domain's entities only: another may send an id to another house.
 */
export function inAutomation(configuration: unknown): Named {
  const steps: Steps = { found: [], guarded: new Set() };
  walk(configuration, { path: "", depth: 0, isFree: false, isForgiven: false }, steps);
  return { references: steps.found, guarded: steps.guarded };
}

function walk(value: unknown, at: At, steps: Steps): void {
  if (at.depth > DEEPEST) return;
  if (typeof value === "string") template(value, at, steps);
  else if (Array.isArray(value))
    for (const [index, member] of value.entries())
      walk(member, { ...at, path: `${at.path}[${index}]`, depth: at.depth + 1 }, steps);
  else if (isPlain(value) && !isOff(value)) members(value, at, steps);
}

/** A template may switch it on, which nobody can foresee. */
const isOff = ({ enabled }: Record<string, unknown>): boolean => enabled !== undefined && enabled !== true;

function members(step: Record<string, unknown>, at: At, steps: Steps): void {
  const isForgiven = at.isForgiven || step.continue_on_error === true;
  for (const [key, member] of Object.entries(step)) {
    if (UNREAD.has(key) && !(key === "id" && at.isFree)) continue;
    const place = { ...at, path: at.path ? `${at.path}.${key}` : key, depth: at.depth + 1, isForgiven };
    if (!at.isFree) fields(key, member, { step, at: place, steps });
    walk(member, { ...place, isFree: at.isFree || FREE.has(key) || key === "data" }, steps);
  }
}

type Field = { step: Record<string, unknown>; at: At; steps: Steps };

function fields(key: string, member: unknown, { step, at, steps }: Field): void {
  const add = (what: Reference["what"], ids: readonly string[], path = at.path) => {
    for (const id of ids) steps.found.push({ what, id, path, ...(at.isForgiven && { hasFallback: true }) });
  };
  if (key === "entity_id") add("entity", textsIn(member).filter(isEntityId));
  else if (key === "zone" || TOLD.has(key)) add("entity", textsIn(member).filter(isEntityId));
  else if (key === "entities" && isPlain(member)) add("entity", Object.keys(member).filter(isEntityId));
  else if (key === "device_id") add("device", textsIn(member).filter(isRegistryId));
  else if (key === "target" && isPlain(member))
    for (const [name, what] of Object.entries(PLACES))
      add(what, textsIn(member[name]).filter(isSlug), `${at.path}.${name}`);
  else if ((key === "action" || key === "service") && typeof member === "string" && ACTION.test(member))
    add("action", [member]);
  else if (key === "data" && isPlain(member)) add("entity", ownIds(step, member), `${at.path}.entity_id`);
}

/** In the data of an action. */
export function ownIds(step: Record<string, unknown>, data: Record<string, unknown>): string[] {
  const domain = domainOf(String(step.perform_action ?? step.action ?? step.service ?? ""));
  return textsIn(data.entity_id).filter(
    (id) => isEntityId(id) && (domain === "homeassistant" || domainOf(id) === domain),
  );
}

function template(text: string, { path, isForgiven }: At, { found, guarded }: Steps): void {
  const named = inTemplate(text, path);
  found.push(...named.references.map((it) => (isForgiven ? { ...it, hasFallback: true } : it)));
  for (const id of named.guarded) guarded.add(id);
}
