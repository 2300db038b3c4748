import { toMicroseconds } from "#server/instant.ts";
import type { Stretch } from "./found.ts";
import type { StateRow } from "./queries.ts";

/** A state from an instant on, in microseconds; null where it is not known. */
export interface StateAt {
  readonly at: number;
  readonly state: string | null;
}

export interface Span extends Stretch {
  readonly isCarried: boolean;
  readonly isOngoing: boolean;
}

/** Of each entity, in their order. */
export function statesByEntity(rows: readonly StateRow[]): Map<number, StateAt[]> {
  const told = rows.map(({ key, at, state }) => ({ key, at: toMicroseconds(at), state }));
  return Map.groupBy(told, ({ key }) => key);
}

/** When the states were so. What is not known in between, as while Home Assistant starts, neither begins nor ends it, unless it comes back otherwise. */
export function spansWhere(
  states: readonly StateAt[],
  holds: (state: string, isOpen: boolean) => boolean,
  end: number,
): Span[] {
  const spans: Span[] = [];
  const first = states.find(({ state }) => isKnown(state));
  let open: { from: number; isCarried: boolean; lostAt?: number } | undefined;
  for (const one of states) {
    const { at, state } = one;
    if (state === null || !isKnown(state)) {
      if (open) open.lostAt ??= at;
      continue;
    }
    if (holds(state, open !== undefined)) {
      open ??= { from: at, isCarried: one === first };
      delete open.lostAt;
    } else if (open) {
      spans.push({ from: open.from, to: open.lostAt ?? at, isCarried: open.isCarried, isOngoing: false });
      open = undefined;
    }
  }
  if (open) spans.push({ from: open.from, to: end, isCarried: open.isCarried, isOngoing: true });
  return spans;
}

const isKnown = (state: string | null): boolean => state !== null && !["", "unavailable", "unknown"].includes(state);
