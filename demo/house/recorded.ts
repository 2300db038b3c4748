import { epochSeconds, type Microseconds, recordedSeconds } from "../moment.ts";
import type { Entity } from "./entity.ts";
import { domainOf, type State } from "./state.ts";
import type { Attributes } from "./track.ts";
import { unrecordedAttributes } from "./unrecorded-attributes.ts";

// Source: homeassistant/components/recorder/history/const.py
export const significantDomains = new Set(["climate", "device_tracker", "humidifier", "thermostat", "water_heater"]);
export const needAttributesDomains = new Set(["climate", "humidifier", "input_datetime", "thermostat", "water_heater"]);

interface RowOptions {
  include_start_time_state: boolean;
  significant_changes_only: boolean;
  minimal_response: boolean;
  no_attributes: boolean;
}

/**
 * What the recorder tells of an entity between two instants, both excluded.
 * Source: homeassistant/components/recorder/history/__init__.py, get_significant_states
 */
export function significantStates(entity: Entity, start: Microseconds, end: Microseconds, options: RowOptions) {
  const told: Record<string, unknown>[] = [];
  const before = options.include_start_time_state ? entity.stateBefore(start) : undefined;
  // The state at the start is told as if it had been set then
  if (before) told.push(row(before, epochSeconds(start), undefined, options));
  const isEveryChangeTold = !options.significant_changes_only || significantDomains.has(entity.domain);
  const isMinimal = options.minimal_response && !needAttributesDomains.has(entity.domain);
  let last = before?.state;
  for (const state of entity.statesBetween(start, end)) {
    if (!isEveryChangeTold && state.changed !== state.updated) continue;
    const isFirst = told.length === 0;
    if (!isMinimal || isFirst) told.push(row(state, recordedSeconds(state.updated), state.changed, options));
    else if (state.state !== last) told.push({ s: state.state, lu: recordedSeconds(state.updated) });
    last = state.state;
  }
  return told;
}

function row(
  state: State,
  lu: number,
  changed: Microseconds | undefined,
  options: RowOptions,
): Record<string, unknown> {
  const hasChanged = !options.significant_changes_only && changed !== undefined && changed !== state.updated;
  return { s: state.state, ...attributesOf(state, options), lu, ...(hasChanged ? { lc: epochSeconds(changed) } : {}) };
}

/** Without attributes, Core leaves the member out of minimal rows only. */
function attributesOf(state: State, options: RowOptions): { a?: Attributes } {
  if (!options.no_attributes) return { a: recordedAttributes(state) };
  return options.minimal_response && !needAttributesDomains.has(domainOf(state.entity_id)) ? {} : { a: {} };
}

/** Keyed by attributes, because a thousand samples share one object. */
const recorded = new WeakMap<Attributes, Attributes>();

function recordedAttributes({ attributes, domain }: State): Attributes {
  let kept = recorded.get(attributes);
  if (!kept) {
    const left = Object.entries(attributes).filter(([name]) => !unrecordedAttributes(domain).has(name));
    kept = Object.fromEntries(left);
    recorded.set(attributes, kept);
  }
  return kept;
}
