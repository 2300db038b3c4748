import { actionSaying } from "./action-saying.ts";
import { type Happening, type Named, type Saying, textIn } from "./happening.ts";
import { logSaying } from "./log-saying.ts";
import { nameFromId, plain, quoted, readable } from "./plain.ts";
import type { Verb, Words } from "./words/en.ts";

/** What needs nothing but its type. */
const SIMPLE: Readonly<Record<string, Verb>> = {
  homeassistant_start: "home_assistant_starting",
  homeassistant_started: "home_assistant_started",
  homeassistant_stop: "home_assistant_stopping",
  homeassistant_final_write: "home_assistant_stopped",
  core_config_updated: "settings_changed",
};

/** Told by what they lead to: states, actions, or the history of changes. */
const UNTOLD = new Set([
  "component_loaded",
  "service_registered",
  "service_removed",
  "homeassistant_close",
  "panels_updated",
  "themes_updated",
  "lovelace_updated",
  "state_reported",
  "timer.started",
  "timer.restarted",
  "timer.finished",
  "timer.cancelled",
  "timer.changed",
  "timer.paused",
  "persistent_notifications_updated",
  "repairs_issue_registry_updated",
  "recorder_5min_statistics_generated",
  "recorder_hourly_statistics_generated",
]);

const LONGEST_NOTE = 500;

type Teller = (event: Happening, thing: Named, words: Words) => Saying | undefined;

const TELLERS: Readonly<Record<string, Teller>> = {
  automation_triggered: automation,
  script_started: ({ attributes, entity_id }, { name }) => ({
    verb: "script",
    parts: { name: nameIn(attributes, name, entity_id) },
  }),
  call_service: actionSaying,
  system_log_event: logSaying,
  system_log_entry: logSaying,
  tag_scanned: ({ attributes }, { name }) => ({
    verb: "scanned",
    parts: { name: nameIn(attributes, name, null, "tag_id") },
  }),
  logbook_entry: ({ attributes, entity_id }, { name }) => ({
    verb: "noted",
    parts: { name: nameIn(attributes, name, entity_id), state: plain(textIn(attributes, "message") ?? "", 120) },
  }),
  mobile_app_notification_action: ({ attributes }) => ({
    verb: "notification_answered",
    parts: { state: readable(textIn(attributes, "action") ?? "?") },
  }),
  entity_registry_updated: registry,
  homeops_changed: configuration,
  homeops_finding: finding,
  homeops_healing: finding,
  homeops_voice: voice,
  homeops_note: note,
  homeops_webhook: webhook,
};

/** What an event says that is no state. */
export function eventSaying(event: Happening, thing: Named, words: Words): Saying | undefined {
  const { kind, entity_id } = event;
  if (UNTOLD.has(kind)) return undefined;
  if (Object.hasOwn(SIMPLE, kind)) return { verb: SIMPLE[kind] ?? "happened" };
  if (Object.hasOwn(TELLERS, kind)) return TELLERS[kind]?.(event, thing, words);
  const reloaded = /^(event_)?([a-z_]+)_reloaded$/.exec(kind)?.[2];
  if (reloaded) return { verb: "reloaded", parts: { state: readable(reloaded) } };
  if (kind.endsWith("_registry_updated")) return undefined;
  return { verb: entity_id ? "happened_to" : "happened", parts: { state: readable(kind) } };
}

function automation({ attributes, entity_id }: Happening, { name, called }: Named): Saying {
  const parts = { name: nameIn(attributes, name, entity_id) };
  const source = textIn(attributes, "source");
  if (!source) return { verb: "automation", parts };
  const told = source.slice(0, 500).replace(/\b[a-z_]+\.[a-z0-9_]+\b/g, (id) => plain(called?.(id) ?? id));
  return { verb: "automation_because", parts: { ...parts, state: plain(told) } };
}

function registry({ attributes, entity_id }: Happening, { name }: Named): Saying | undefined {
  const parts = { name: nameIn(attributes, name, entity_id ?? textIn(attributes, "entity_id") ?? null) };
  const action = textIn(attributes, "action");
  if (action === "create") return { verb: "registry_added", parts };
  return action === "remove" ? { verb: "registry_removed", parts } : undefined;
}

/** Its sentence was made when it was kept, out of what was changed. */
function configuration({ attributes }: Happening): Saying | undefined {
  const summary = plain(textIn(attributes, "summary") ?? "", 280);
  return summary ? { verb: "configuration_changed", parts: { state: summary } } : undefined;
}

/** Its sentence was made by the check that found it, or by what mends it. */
function finding({ attributes }: Happening): Saying | undefined {
  const summary = plain(textIn(attributes, "summary") ?? "", 280);
  return summary ? { verb: "found", parts: { state: summary } } : undefined;
}

const VOICE: Readonly<Record<string, Verb>> = {
  done: "voice_done",
  answered: "voice_answered",
  "not understood": "voice_not_understood",
  failed: "voice_failed",
};

/** What somebody asked of Assist, in quotes, and where. */
function voice({ attributes }: Happening): Saying | undefined {
  const outcome = textIn(attributes, "outcome") ?? "";
  const asked = textIn(attributes, "asked");
  if (!asked || !Object.hasOwn(VOICE, outcome)) return undefined;
  const where = plain(textIn(attributes, "satellite_name") ?? "");
  const state = where ? `${quoted(asked)} (${where})` : quoted(asked);
  return { verb: VOICE[outcome] ?? "voice_done", parts: { state } };
}

/** In the words of whoever told it, in quotes: they are nobody else's. */
function note({ attributes, person, entity_id }: Happening, { name }: Named): Saying | undefined {
  const text = textIn(attributes, "text");
  if (!text) return undefined;
  const kind = readable(textIn(attributes, "kind") ?? "");
  const about = entity_id === null ? "" : nameIn(null, name, entity_id);
  const state = `${quoted(text, LONGEST_NOTE)}${kind ? ` (${kind})` : ""}`;
  const title = plain(person ?? "");
  if (title) return { verb: about ? "note_about_by" : "note_by", parts: { state, title, name: about } };
  return { verb: about ? "note_about" : "note", parts: { state, name: about } };
}

/** In the words of whoever sent it, in quotes; without any, by its kind. */
function webhook({ attributes }: Happening): Saying {
  const text = textIn(attributes, "text");
  const kind = readable(textIn(attributes, "kind") ?? "");
  const state = text ? `${quoted(text, LONGEST_NOTE)}${kind ? ` (${kind})` : ""}` : kind || "webhook";
  return { verb: "noted", parts: { name: `${plain(textIn(attributes, "webhook") ?? "?")}:`, state } };
}

function nameIn(data: Happening["attributes"], name: string | null, entityId: string | null, key = "name"): string {
  return plain(name || textIn(data, key) || "") || (entityId ? nameFromId(entityId) : "?");
}
