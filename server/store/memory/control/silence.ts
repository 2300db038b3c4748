import { mentions } from "#server/forgetter.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type Observation, STATE_CHANGED } from "../observation.ts";

/** Of which nothing may be kept; without entities: of all. */
export type SilentSpan = { from: string; to: string; entityIds: string[] | null };

export interface Silence {
  /** The end of the silence that a thing at this instant falls into; undefined where it may be told. */
  endFor(at: string, isAbout: (entityIds: readonly string[]) => boolean): string | undefined;
  isSilent(observation: Observation): boolean;
}

/** Judged by when a thing happened, whenever it comes: live, from the spill, from history, as a trace. */
export function silenceOf(spans: readonly SilentSpan[]): Silence {
  const known = spans.map(({ from, to, entityIds }) => ({
    from: toMicroseconds(from),
    to: toMicroseconds(to),
    entityIds,
  }));
  const latest = Math.max(0, ...known.map(({ to }) => to));

  const endFor: Silence["endFor"] = (at, isAbout) => {
    if (latest === 0) return undefined;
    const micros = toMicroseconds(at);
    if (micros >= latest) return undefined;
    const found = known.find(
      ({ from, to, entityIds }) => micros >= from && micros < to && (entityIds === null || isAbout(entityIds)),
    );
    return found && fromMicroseconds(found.to);
  };
  return {
    endFor,
    isSilent: (observation) => endFor(observation.at, (entityIds) => isAboutOne(observation, entityIds)) !== undefined,
  };
}

/** A state is about its entity; any other event also about those that its data name. */
export function isAboutOne({ entityId, type, attributes }: Observation, entityIds: readonly string[]): boolean {
  if (entityId !== null && entityIds.includes(entityId)) return true;
  return type !== STATE_CHANGED && attributes !== null && mentions(attributes, entityIds);
}
