import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { Observation, Source } from "#server/store/memory/observation.ts";
import type { Link } from "../connect/link.ts";
import { EntityId } from "../observe/wire.ts";
import { History, HistoryRow, Logbook, LogbookEntry } from "./contract.ts";
import { historyObservation, logbookObservation } from "./from-history.ts";

const IDS_A_QUESTION = 999; // above this the recorder splits, homeassistant/components/recorder/const.py
const DEADLINE_SECONDS = 120;

export interface Span {
  /** ISO instants; `to` is excluded. */
  from: string;
  to: string;
}

export interface PastParts {
  link: Link;
  /** Features that this Home Assistant gives to this token. */
  has(feature: "history" | "logbook" | "all_events"): boolean;
  /** Those to ask history for, 999 at a time; grows by those that only the logbook still knows. */
  entityIds: Set<string>;
  source: Source;
  /** Wraps each large question. */
  during?<T>(question: Promise<T>): Promise<T>;
  poisoned(reason: string, body: unknown): void;
}

export interface Fetched {
  observations: Observation[];
  logbook: LogbookEntry[];
  /** Rows of history, also those that were poison. */
  rows: number;
}

/** All that Home Assistant still tells of a span: states, and from the logbook automations, scripts, actions and causes. */
export async function fetchSpan(parts: PastParts, span: Span): Promise<Fetched> {
  const logbook = parts.has("logbook") ? await fetchLogbook(parts, span) : [];
  for (const { entity_id } of logbook)
    if (entity_id && EntityId.safeParse(entity_id).success) parts.entityIds.add(entity_id);
  const { observations, rows } = parts.has("history") ? await fetchHistory(parts, span) : { observations: [], rows: 0 };
  for (const entry of logbook)
    observations.push(...readable(parts, entry, () => logbookObservation(entry, parts.source)));
  return { observations, logbook, rows };
}

async function fetchHistory(parts: PastParts, { from, to }: Span) {
  const observations: Observation[] = [];
  let rows = 0;
  const entityIds = [...parts.entityIds];
  for (let first = 0; first < entityIds.length; first += IDS_A_QUESTION) {
    const question = {
      type: "history/history_during_period",
      start_time: from,
      end_time: to,
      entity_ids: entityIds.slice(first, first + IDS_A_QUESTION),
      include_start_time_state: false, // else it invents a row at the start for every entity
      significant_changes_only: false,
      minimal_response: false,
      no_attributes: false,
    };
    const history = await ask(parts, parts.link.call(question, History, { deadlineSeconds: DEADLINE_SECONDS }));
    for (const [entityId, states] of Object.entries(history)) {
      rows += states.length;
      for (const row of states)
        observations.push(
          ...readable(parts, row, () => historyObservation(entityId, HistoryRow.parse(row), parts.source)),
        );
    }
  }
  return { observations, rows };
}

async function fetchLogbook(parts: PastParts, { from, to }: Span): Promise<LogbookEntry[]> {
  const span = { start_time: from, end_time: to };
  const events = await ask(
    parts,
    parts.link.call({ type: "logbook/get_events", ...span }, Logbook, { deadlineSeconds: DEADLINE_SECONDS }),
  );
  if (!parts.has("all_events")) return entries(parts, events);
  const calls = await parts.link
    .call({ type: "logbook/get_action_calls", ...span }, Logbook, { deadlineSeconds: DEADLINE_SECONDS })
    .catch(before202611);
  return entries(parts, [...events, ...calls]);
}

const entries = (parts: PastParts, told: readonly unknown[]): LogbookEntry[] =>
  told.flatMap((one) => readable(parts, one, () => LogbookEntry.parse(one)));

function before202611(error: unknown): [] {
  if (error instanceof Refusal && error.code === "ha_unknown_command") return [];
  throw error;
}

const ask = <T>({ during }: PastParts, question: Promise<T>): Promise<T> => (during ? during(question) : question);

/** One or nothing: what cannot be read costs itself. */
function readable<T>(parts: PastParts, body: unknown, read: () => T | undefined): T[] {
  try {
    const one = read();
    return one === undefined ? [] : [one];
  } catch (error) {
    parts.poisoned(error instanceof z.ZodError ? z.prettifyError(error) : String(error), body);
    return [];
  }
}
