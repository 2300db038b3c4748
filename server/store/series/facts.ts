import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Facts } from "./kind.ts";
import { numberIn } from "./number-in.ts";
import { type FactsRow, factsOf, type NumericEntity } from "./queries.ts";

type Stated = { readonly state: string | null; readonly attributes_id: number | null };

/** What the attributes of states say, by their id; only of numbers: what else a state may be says nothing of a series. */
export async function factsById(tx: Queries, states: readonly Stated[]): Promise<Map<number, Facts>> {
  const ids = new Set<number>();
  for (const { state, attributes_id } of states) {
    if (attributes_id !== null && numberIn(state) !== null) ids.add(attributes_id);
  }
  if (ids.size === 0) return new Map();
  return new Map((await factsOf(tx, [...ids])).map((row) => [row.id, factsIn(row)]));
}

/** What the house knows now, for a state that came without attributes. */
export const presentFacts = ({ unit, state_class }: NumericEntity): Facts => ({
  unit,
  stateClass: state_class,
  lastReset: undefined,
});

const factsIn = ({ unit, state_class, last_reset }: FactsRow): Facts => ({
  unit,
  stateClass: state_class,
  lastReset: lastResetIn(last_reset),
});

// Core leaves out what it cannot read, and says so in its log.
function lastResetIn(text: string | null): string | null {
  if (text === null) return null;
  const isNaive = /^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(text);
  try {
    return fromMicroseconds(toMicroseconds(isNaive ? `${text}Z` : text));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
