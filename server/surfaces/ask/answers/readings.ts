import { numberOf, wattsPer } from "#server/analysis/episodes/cycles/sample.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { isOfKind } from "../meaning/kinds.ts";
import type { Between } from "../past/past.ts";
import type { Place } from "./asked.ts";
import { statesOf } from "./spells-of.ts";

export interface Reading {
  readonly entity: KnownEntity;
  readonly at: number;
  readonly value: number;
  /** Microseconds that it held. */
  readonly held: number;
  /** It was measured before the span, and held when it began. */
  readonly isCarried: boolean;
}

/** What was measured in a span, with what was when it began. */
export async function readingsIn(place: Place, entities: readonly KnownEntity[], window: Between): Promise<Reading[]> {
  const all: Reading[] = [];
  for (const [entity, states] of await statesOf(place, entities, window))
    for (const [i, { at, state, isCarried }] of states.entries()) {
      const value = numberOf(state);
      if (value !== undefined) all.push({ entity, at, value, held: (states[i + 1]?.at ?? window.to) - at, isCarried });
    }
  return all;
}

const MICROSECONDS_AN_HOUR = 3.6e9;

/** By power, kilowatt hours; by a meter, what it went up: one that falls was set back, and what it shows then is new. */
export function used(entity: KnownEntity, all: readonly Pick<Reading, "value" | "held">[]): number {
  const kilowatts = wattsPer(entity.unit) / 1000;
  if (isOfKind(entity, "power"))
    return all.reduce((sum, { value, held }) => sum + (value * kilowatts * held) / MICROSECONDS_AN_HOUR, 0);
  let sum = 0;
  for (const [i, { value }] of all.entries()) {
    const before = all[i - 1]?.value;
    if (before !== undefined) sum += value >= before ? value - before : value;
  }
  return sum;
}
