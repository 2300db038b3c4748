import { fromMicroseconds, secondsToMicroseconds } from "#server/instant.ts";
import { redact } from "#server/redact.ts";
import { type Observation, type Source, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { onlyEntity, shownState } from "../observe/observe.ts";
import { storableInstant, storableJson, storableText } from "../observe/storable.ts";
import { recordedAttributes } from "../observe/unrecorded.ts";
import type { HistoryRow, LogbookEntry } from "./contract.ts";

/** A removal is kept as an empty state by old recorders and as none by new ones; history rows carry no context at all. */
export function historyObservation(entityId: string, { s, a, lu }: HistoryRow, source: Source): Observation {
  const isRemoval = s === null || s === "";
  return {
    at: storableInstant(fromMicroseconds(secondsToMicroseconds(lu))),
    type: STATE_CHANGED,
    entityId,
    state: isRemoval ? null : storableText(shownState(s, a ?? {})),
    attributes: isRemoval ? null : storableJson(redact(recordedAttributes(entityId, a ?? {}), entityId)),
    context: null,
    source,
  };
}

/** Which bus event a logbook entry was, by the domain that described it. Source: the logbook.py of each. */
const EVENT_OF: Record<string, string> = { automation: "automation_triggered", script: "script_started" };

/**
 * What the logbook tells of a span: for a state its cause, for an automation, script or action the event itself.
 * Undefined where it tells nothing that history does not.
 */
export function logbookObservation(entry: LogbookEntry, source: Source): Observation | undefined {
  const at = storableInstant(fromMicroseconds(secondsToMicroseconds(entry.when)));
  const context = entry.context_id ? { id: entry.context_id, user_id: entry.context_user_id ?? null } : null;
  if (typeof entry.state === "string") return stateCause(entry, at, source);
  const type = entry.service ? "call_service" : EVENT_OF[entry.domain ?? ""];
  if (!type) return undefined;
  const { domain, service, service_data, name, entity_id, source: trigger } = entry;
  const data = entry.service ? { domain, service, service_data } : { name, entity_id, source: trigger };
  return {
    at,
    type,
    entityId: onlyEntity(data),
    state: null,
    attributes: storableJson(redact(data)),
    context,
    cause: causeOf(entry),
    source,
  };
}

/** Told of a state that history tells as well: only its cause is new. */
function stateCause(entry: LogbookEntry, at: string, source: Source): Observation | undefined {
  const cause = causeOf(entry);
  if (!cause || !entry.entity_id) return undefined;
  return {
    at,
    type: STATE_CHANGED,
    entityId: entry.entity_id,
    state: storableText(entry.state ?? ""),
    attributes: null,
    context: null,
    cause,
    source,
  };
}

function causeOf(entry: LogbookEntry): string | undefined {
  const told = Object.entries(entry).filter(
    ([key, value]) => key.startsWith("context_") && key !== "context_id" && value != null,
  );
  return told.length > 0 ? storableJson(redact(Object.fromEntries(told))) : undefined;
}
