import { Refusal } from "#server/refusal.ts";
import type { Observation, Source } from "#server/store/memory/observation.ts";
import type { Link } from "../connect/link.ts";
import { History, Logbook, type LogbookEntry } from "./contract.ts";
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
  entityIds: readonly string[];
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
  const { observations, rows } = parts.has("history") ? await fetchHistory(parts, span) : { observations: [], rows: 0 };
  const logbook = parts.has("logbook") ? await fetchLogbook(parts, span) : [];
  for (const entry of logbook) keepReadable(parts, entry, () => logbookObservation(entry, parts.source), observations);
  return { observations, logbook, rows };
}

async function fetchHistory(parts: PastParts, { from, to }: Span) {
  const observations: Observation[] = [];
  let rows = 0;
  for (let first = 0; first < parts.entityIds.length; first += IDS_A_QUESTION) {
    const question = {
      type: "history/history_during_period",
      start_time: from,
      end_time: to,
      entity_ids: parts.entityIds.slice(first, first + IDS_A_QUESTION),
      include_start_time_state: false, // else it invents a row at the start for every entity
      significant_changes_only: false,
      minimal_response: false,
      no_attributes: false,
    };
    const history = await ask(parts, parts.link.call(question, History, { deadlineSeconds: DEADLINE_SECONDS }));
    for (const [entityId, states] of Object.entries(history)) {
      rows += states.length;
      for (const row of states)
        keepReadable(parts, row, () => historyObservation(entityId, row, parts.source), observations);
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
  if (!parts.has("all_events")) return events;
  const calls = await parts.link
    .call({ type: "logbook/get_action_calls", ...span }, Logbook, { deadlineSeconds: DEADLINE_SECONDS })
    .catch(before202611);
  return [...events, ...calls];
}

function before202611(error: unknown): [] {
  if (error instanceof Refusal && error.code === "ha_unknown_command") return [];
  throw error;
}

const ask = <T>({ during }: PastParts, question: Promise<T>): Promise<T> => (during ? during(question) : question);

function keepReadable(parts: PastParts, body: unknown, read: () => Observation | undefined, into: Observation[]): void {
  try {
    const observation = read();
    if (observation) into.push(observation);
  } catch (error) {
    parts.poisoned(error instanceof Error ? error.message : String(error), body);
  }
}
