import type { Database, Queries } from "#db/database.ts";
import type { Clock, Instant } from "./clock.ts";

/** What is to be forgotten of a home: a span, of all or of these rows of house.entity. */
export interface Forgetting {
  readonly home: number;
  readonly from: Instant;
  /** Excluded. */
  readonly to: Instant;
  readonly entities: readonly number[] | null;
  /** What the entities are and were called, by which texts mention them. */
  readonly entityIds: readonly string[];
}

/** What a room forgets with. */
export interface ForgetParts {
  readonly db: Database;
  readonly clock: Clock;
  /** The wish's row of memory.silence. */
  readonly silence: number;
  /** Told between two transactions; the wish stands, and the next start goes on. */
  readonly signal?: AbortSignal | undefined;
  /** One step is done. */
  stepped(): void;
}

/** How a room forgets. Every room that keeps anything of single events is in the list of intake/control/forgetters.ts. */
export interface Forgetter {
  /** Those that it reaches, `schema.table`. */
  readonly tables: readonly string[];
  /** How much of it there is, `bytes` as an estimate. */
  count(db: Queries, what: Forgetting): Promise<{ events: number; bytes: number }>;
  /** How often `forget` will say that it has come a step farther. */
  steps(what: Forgetting): number;
  /** In short transactions; killed in between it is begun again, and finds the rest. */
  forget(parts: ForgetParts, what: Forgetting): Promise<void>;
}

/** Whether a text names one of these entities; `light.hall` is not named by `light.hall_2`. */
export function mentions(text: string, entityIds: readonly string[]): boolean {
  return entityIds.some((entityId) => {
    for (let at = text.indexOf(entityId); at >= 0; at = text.indexOf(entityId, at + 1)) {
      if (!/[a-z0-9_]/i.test(text.charAt(at + entityId.length)) && !/[a-z0-9_.]/i.test(text.charAt(at - 1)))
        return true;
    }
    return false;
  });
}
