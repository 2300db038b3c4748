import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Facts } from "./kind.ts";
import type { FactsRow } from "./queries.ts";

export const factsIn = ({ unit, state_class, last_reset }: FactsRow): Facts => ({
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
