import { ownIds } from "./in-automation.ts";
import { inTemplate } from "./in-template.ts";
import { isEntityId, isPlain, isSlug, type Named, type Reference, textsIn } from "./reference.ts";

const DEEPEST = 60;
const ENTITY_KEYS = new Set(["entity", "entity_id", "camera_image", "image_entity"]);
/** What cards of others do with these, only they know; a strategy makes its cards by itself. */
const UNREAD = new Set([
  ...["strategy", "variables", "filter", "include", "exclude", "decluttering_templates", "button_card_templates"],
  ...["geo_location_sources", "resources", "title", "icon", "theme", "path"],
]);
/** Statistics outlive their entities, and may come from outside. */
const OF_STATISTICS = /^(?:statistic|statistics-graph|energy-.*)$/;
const ACTION = /^[a-z_\d]+\.[a-z_\d]+$/;
const ABSENT = new Set(["unavailable", "unknown"]);

type Steps = { found: Reference[]; guarded: Set<string> };

/**
 * What a dashboard's cards, badges, conditions and taps name, in whatever card: by the fields that all of them share, and by the templates in
 * them. What is shown only while it is there is guarded.
 */
export function inDashboard(dashboard: unknown): Named {
  const steps: Steps = { found: [], guarded: new Set() };
  const config = isPlain(dashboard) ? dashboard.config : undefined;
  if (!isPlain(config)) return { references: [], guarded: steps.guarded };
  const { views, ...rest } = config;
  members(rest, { path: "", depth: 0 }, steps);
  for (const [index, view] of (Array.isArray(views) ? views : []).entries())
    walk(view, { path: `${titleOf(view) ?? `views[${index}]`} ›`, depth: 1 }, steps);
  return { references: steps.found, guarded: steps.guarded };
}

/** As people find it. */
function titleOf(view: unknown): string | undefined {
  if (!isPlain(view)) return undefined;
  return [view.title, view.path].find((one): one is string => typeof one === "string" && one !== "");
}

type At = { path: string; depth: number };

function walk(value: unknown, at: At, steps: Steps): void {
  if (at.depth > DEEPEST) return;
  if (Array.isArray(value))
    for (const [index, member] of value.entries())
      walk(member, { path: `${at.path}[${index}]`, depth: at.depth + 1 }, steps);
  else if (isPlain(value)) members(value, at, steps);
  else if (typeof value === "string") template(value, at.path, steps);
}

function members(card: Record<string, unknown>, { path, depth }: At, steps: Steps): void {
  if (typeof card.type === "string" && OF_STATISTICS.test(card.type)) return;
  guard(card, steps);
  for (const [key, member] of Object.entries(card)) {
    if (UNREAD.has(key)) continue;
    const place = path === "" ? key : `${path}${path.endsWith("›") ? " " : "."}${key}`;
    steps.found.push(...fieldOf(card, key, member).map((it) => ({ ...it, path: place })));
    if (key !== "data" && key !== "service_data") walk(member, { path: place, depth: depth + 1 }, steps);
  }
}

type Found = Omit<Reference, "path">;
const entities = (ids: readonly string[]): Found[] => ids.filter(isEntityId).map((id) => ({ what: "entity", id }));

function fieldOf(card: Record<string, unknown>, key: string, member: unknown): Found[] {
  if (ENTITY_KEYS.has(key)) return entities(textsIn(member));
  if (key === "entities" || key === "badges") return entities(listed(member));
  if (key === "area" && card.type === "area" && typeof member === "string" && isSlug(member))
    return [{ what: "area", id: member }];
  if (key === "device_id" || !isTap(card)) return [];
  if (key === "perform_action" || key === "service")
    return typeof member === "string" && ACTION.test(member) ? [{ what: "action", id: member }] : [];
  return (key === "data" || key === "service_data") && isPlain(member)
    ? entities(ownIds(withAction(card), member))
    : [];
}

/** A list of ids, or ids by name, as cards of others have them. */
const listed = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === "string")
    : isPlain(value)
      ? Object.entries(value).flatMap(([key, one]) => (typeof one === "string" && !UNREAD.has(key) ? [one] : []))
      : [];

const isTap = ({ action }: Record<string, unknown>): boolean =>
  action === "perform-action" || action === "call-service";

const withAction = ({ perform_action, service }: Record<string, unknown>) => ({ action: perform_action ?? service });

/** {condition: state, entity: x, state_not: unavailable} */
function guard({ entity, state, state_not }: Record<string, unknown>, { guarded }: Steps): void {
  if (typeof entity !== "string") return;
  if ([...textsIn(state), ...textsIn(state_not)].some((one) => ABSENT.has(one))) guarded.add(entity);
}

function template(text: string, path: string, { found, guarded }: Steps): void {
  if (text.includes("[[[") || text.includes("${")) return;
  const named = inTemplate(text, path);
  found.push(...named.references);
  for (const id of named.guarded) guarded.add(id);
}
