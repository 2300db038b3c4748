import type { Home } from "../home.ts";
import { type Microseconds, recordedSeconds } from "../moment.ts";
import { type PastEvent, timeOf } from "./chronicle.ts";
import type { Entity } from "./entity.ts";
import type { State } from "./state.ts";

type LogbookEntry = Record<string, unknown>;
type Row = PastEvent | State;

interface LogbookFilter {
  entity_ids?: readonly string[] | undefined;
  device_ids?: readonly string[] | undefined;
  context_id?: string | undefined;
}

/** What the logbook tells between two instants, both excluded. Source: homeassistant/components/logbook/processor.py */
export function logbook(home: Home, from: Microseconds, to: Microseconds, filter: LogbookFilter): LogbookEntry[] {
  const wanted = entitiesOf(home, filter);
  const isLimited = wanted !== undefined;
  const states = [...(wanted ?? home.entities.keys())].flatMap((id) => toldStates(home.entities.get(id), from, to));
  const events = home.chronicle.between(from, to).filter((event) => !wanted || speaksOf(event, wanted));
  const rows: Row[] = [...events, ...states].sort((a, b) => timeOf(a) - timeOf(b));
  const { context_id } = filter;
  const told = context_id === undefined ? rows : rows.filter(({ context }) => context.id === context_id);
  return entries(told, isLimited ? (id) => home.chronicle.origin(id) : firstOf(told));
}

/** Rows as they happen; the contexts of the past are known. */
export const liveEntries = (home: Home, rows: Row[]): LogbookEntry[] =>
  entries(rows, (id) => home.chronicle.origin(id));

function entries(rows: Row[], origin: (contextId: string | null) => Row | undefined): LogbookEntry[] {
  return rows.flatMap((row) => {
    const entry = "state" in row ? stateEntry(row) : eventEntry(row);
    if (!entry) return [];
    const { user_id, parent_id } = row.context;
    const user = user_id ?? origin(parent_id)?.context.user_id;
    return [
      {
        ...entry,
        when: recordedSeconds(timeOf(row)),
        ...(user ? { context_user_id: user } : {}),
        ...causeOf(row, origin),
      },
    ];
  });
}

/** What began the context; for what began it itself, what began the context above. */
function causeOf(row: Row, origin: (contextId: string | null) => Row | undefined): LogbookEntry {
  const beginning = origin(row.context.id);
  if (beginning && !isSame(beginning, row)) return described(beginning);
  const above = origin(row.context.parent_id);
  return above && !isSame(above, row) ? described(above) : {};
}

function described(row: Row): LogbookEntry {
  if ("state" in row) return { context_state: row.state, context_entity_id: row.entity_id };
  const { type, data } = row;
  if (type === "call_service")
    return { context_domain: data.domain, context_service: data.service, context_event_type: type };
  const entry = eventEntry(row);
  if (!entry || type === "logbook_entry") return {};
  return {
    context_event_type: type,
    context_domain: entry.domain,
    ...(entry.name ? { context_name: entry.name } : {}),
    ...(entry.message ? { context_message: entry.message } : {}),
    ...(entry.source ? { context_source: entry.source } : {}),
    ...(entry.entity_id ? { context_entity_id: entry.entity_id } : {}),
  };
}

/** Two of equal time and context are one, told at different times. */
const isSame = (a: Row, b: Row): boolean =>
  a === b || (timeOf(a) === timeOf(b) && nameOf(a) === nameOf(b) && a.context.id === b.context.id);
const nameOf = (row: Row): string => ("state" in row ? row.entity_id : row.type);

function stateEntry({ state, entity_id, attributes }: State): LogbookEntry {
  const { icon, event_type } = attributes;
  return {
    state,
    entity_id,
    ...(icon ? { icon } : {}),
    ...(event_type ? { attributes: { event_type } } : {}),
  };
}

/** Nothing for an event that only links others. */
function eventEntry({ type, data, context }: PastEvent): LogbookEntry | undefined {
  const run = data.item_id && data.run_id ? { item_id: data.item_id, run_id: data.run_id } : {};
  const { name, entity_id, source } = data;
  switch (type) {
    case "automation_triggered": {
      const message = source === undefined ? "triggered" : `triggered by ${source}`;
      const entry = { name, message, source: source ?? null, entity_id, context_id: context.id };
      return { ...entry, ...run, domain: "automation" };
    }
    case "script_started":
      return { name, message: "started", entity_id, context_id: context.id, ...run, domain: "script" };
    case "homeassistant_start":
    case "homeassistant_stop": {
      const message = type === "homeassistant_start" ? "started" : "stopped";
      return { name: "Home Assistant", message, icon: "mdi:home-assistant", domain: "homeassistant" };
    }
    case "logbook_entry": {
      const domain = data.domain ?? (typeof entity_id === "string" ? entity_id.split(".")[0] : null);
      return { name, message: data.message, domain, entity_id: entity_id ?? null };
    }
    default:
      return undefined;
  }
}

/** Continuous sensors are no events of a house. Source: homeassistant/components/logbook/helpers.py */
export function isContinuous({ domain, attributes }: Pick<Entity, "domain" | "attributes">): boolean {
  if (["counter", "image", "proximity"].includes(domain)) return true;
  if (domain !== "sensor") return false;
  const { unit_of_measurement, state_class, device_class } = attributes;
  const isNumeric =
    device_class !== undefined && !["date", "enum", "timestamp", "uptime"].includes(String(device_class));
  return unit_of_measurement !== undefined || state_class !== undefined || isNumeric;
}

/** Changes of the state itself, of entities that were there before. */
function toldStates(entity: Entity | undefined, from: Microseconds, to: Microseconds): State[] {
  if (!entity || isContinuous(entity)) return [];
  const told: State[] = [];
  for (const state of entity.statesBetween(from, to))
    if (state.changed === state.updated && !state.isFirst) told.push(state);
  return told;
}

function entitiesOf({ registry, entities }: Home, { entity_ids, device_ids }: LogbookFilter): Set<string> | undefined {
  if (!entity_ids?.length && !device_ids?.length) return undefined;
  const ofDevices = [...registry.values()].filter(({ device_id }) => device_ids?.includes(device_id ?? ""));
  const wanted = [...(entity_ids ?? []), ...ofDevices.map(({ entity_id }) => entity_id)];
  return new Set(wanted.filter((id) => entities.has(id)));
}

export function speaksOf({ data }: PastEvent, wanted: ReadonlySet<string>): boolean {
  const { entity_id } = data;
  return Array.isArray(entity_id) ? entity_id.some((id) => wanted.has(id)) : wanted.has(String(entity_id));
}

/** Without a filter Core links only what it has read, in the order of time. */
function firstOf(rows: Row[]): (contextId: string | null) => Row | undefined {
  const first = new Map<string | null, Row>();
  for (const row of rows) if (!first.has(row.context.id)) first.set(row.context.id, row);
  return (contextId) => first.get(contextId);
}
