import { redact } from "#server/redact.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type Observation, type Source, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { storableInstant, storableJson, storableText } from "./storable.ts";
import { recordedAttributes } from "./unrecorded.ts";
import { BusEvent, type State, StateChange } from "./wire.ts";

/** What an event says, and the state that is now present or gone by it. */
export interface Observed {
  readonly observation: Observation;
  readonly change?: { entityId: string; state: State | null };
  /** The event itself, where it is no change of a state. */
  readonly event?: BusEvent;
}

/**
 * Reads one event of the bus.
 * @throws ZodError, Refusal where it cannot be stored
 */
export function observe(raw: unknown, source: Source = "live"): Observed {
  const event = BusEvent.parse(raw);
  if (event.event_type !== STATE_CHANGED) return { observation: happening(event, source), event };
  const change = StateChange.parse(event.data);
  return {
    observation: change.new_state
      ? stateObservation(change.new_state, {
          source,
          oldState: change.old_state?.state ?? null,
          context: event.context,
        })
      : removal(event, change),
    change: { entityId: change.entity_id, state: change.new_state },
  };
}

type Told = Pick<Observation, "source" | "context"> & { oldState?: string | null };

export function stateObservation(state: State, { source, context, oldState }: Told): Observation {
  return {
    at: storableInstant(state.last_updated),
    type: STATE_CHANGED,
    entityId: state.entity_id,
    state: storableText(shownState(state.state, state.attributes)),
    oldState: oldState && storableText(shownState(oldState, state.attributes)),
    attributes: storableJson(redact(recordedAttributes(state.entity_id, state.attributes), state.entity_id)),
    context,
    source,
  };
}

function removal({ time_fired, context }: BusEvent, { entity_id, old_state }: StateChange): Observation {
  return {
    at: storableInstant(time_fired),
    type: STATE_CHANGED,
    entityId: entity_id,
    state: null,
    oldState: old_state && storableText(shownState(old_state.state, old_state.attributes)),
    attributes: null,
    context,
    source: "live",
  };
}

function happening({ event_type, data, time_fired, context }: BusEvent, source: Source): Observation {
  return {
    at: storableInstant(time_fired),
    type: storableText(event_type),
    entityId: onlyEntity(data),
    state: null,
    attributes: storableJson(redact(data)),
    context,
    source,
  };
}

/** An event that names one entity is about it; one that names several, or none, is about the home. */
export function onlyEntity(data: Record<string, unknown>): string | null {
  const named = data.entity_id ?? serviceTarget(data.service_data);
  const only = Array.isArray(named) && named.length === 1 ? named[0] : named;
  return typeof only === "string" && /^[a-z0-9_]+\.[a-z0-9_]+$/.test(only) ? only : null;
}

const serviceTarget = (serviceData: unknown): unknown =>
  typeof serviceData === "object" && serviceData !== null && "entity_id" in serviceData
    ? serviceData.entity_id
    : undefined;

export const presentState = (state: State): PresentState => ({
  entityId: state.entity_id,
  state: shownState(state.state, state.attributes),
  attributes: redact(state.attributes, state.entity_id),
  changedAt: state.last_changed,
  updatedAt: state.last_updated,
});

/** A text that people type may hold a credential as well as any attribute, and a password field holds nothing else. */
export const shownState = (state: string, attributes: Record<string, unknown>): string =>
  attributes.mode === "password" ? redact({ password: state }).password : redact(state);
