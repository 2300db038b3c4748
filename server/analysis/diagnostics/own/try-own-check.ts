import type { Queries } from "#db/database.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { entitiesOf } from "../queries.ts";
import { thingsOf } from "./as-check.ts";
import { holds, type OwnCheck } from "./own-check.ts";
import { MOST_STATES, type PastState, statesOf } from "./past-queries.ts";

const WEEKS = 4;
const MOST_THINGS = 500;
const MOST_TIMES = 5;
/** More than that within four weeks, and nobody would read it. */
export const MOST_OPENINGS = 10;

export interface Tried {
  /** How often it would have opened in the weeks before; null where that cannot be told, as of a template. */
  readonly openings: number | null;
  /** Of how many things it speaks. */
  readonly things: number;
  /** The last times. */
  readonly times: readonly { entity_id: string; from: string; to: string | null }[];
  /** Not all of the past was read, so that there may be more. */
  readonly isPartial: boolean;
}

type At = { home: number; now: number };

/** What a check would have said in the last four weeks, by the states that are remembered. `now` in seconds since the epoch. */
export async function tryOwnCheck(tx: Queries, { home, now }: At, own: OwnCheck): Promise<Tried> {
  if (own.template !== undefined) return { openings: null, things: 0, times: [], isPartial: false };
  const entities = (await entitiesOf(tx, home)).filter(({ is_disabled }) => !is_disabled);
  const all = thingsOf(
    own,
    entities.map((it) => ({ ...it, domain: it.entity_id.split(".")[0] ?? "" })),
  );
  const keys = all.slice(0, MOST_THINGS).map(({ key }) => key);
  const span = { since: instantOf((now - WEEKS * 7 * 86_400) * 1000), now: instantOf(now * 1000), keys };
  const states = keys.length === 0 ? [] : await statesOf(tx, home, span);
  const times = openingsIn(own, states, now);
  const isPartial = all.length > MOST_THINGS || states.length === MOST_STATES;
  return { openings: times.length, things: all.length, times: times.slice(-MOST_TIMES), isPartial };
}

type Opening = Tried["times"][number];

/** Spans in which a thing was so for long enough, the oldest first. */
export function openingsIn(own: OwnCheck, states: readonly PastState[], now: number): Opening[] {
  const found: Opening[] = [];
  for (const [entity_id, of] of Map.groupBy(states, (it) => it.entity_id)) {
    let from: number | undefined;
    const end = (to: number | undefined) => {
      if (from !== undefined && (to ?? now * 1e6) - from >= own.for * 1e6)
        found.push({ entity_id, from: fromMicroseconds(from), to: to === undefined ? null : fromMicroseconds(to) });
      from = undefined;
    };
    for (const { at, state } of of) {
      const isSo = holds(own, state ?? undefined);
      if (isSo && from === undefined) from = toMicroseconds(at);
      if (!isSo) end(toMicroseconds(at));
    }
    end(undefined);
  }
  return found.sort((a, b) => a.from.localeCompare(b.from));
}
