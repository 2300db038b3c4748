import { hasSqlState } from "#db/database.ts";
import type { Observation } from "#server/store/memory/observation.ts";

export interface Keeping {
  store(batch: readonly Observation[]): Promise<unknown>;
  /** Puts aside one that the database will never take, with the reason. */
  bury(observation: Observation, reason: string): Promise<unknown>;
}

/**
 * Stores a batch; an observation that poisons it costs itself, not the others: halves are tried until it stands alone.
 * Answers how many were buried. Throws what is not the observations' fault.
 */
export async function storeAround(batch: readonly Observation[], keeping: Keeping): Promise<number> {
  try {
    await keeping.store(batch);
    return 0;
  } catch (error) {
    const [only, second] = batch;
    if (!isPoison(error) || !only) throw error;
    if (!second) {
      await keeping.bury(only, error.message);
      return 1;
    }
    const middle = batch.length >> 1;
    return (await storeAround(batch.slice(0, middle), keeping)) + (await storeAround(batch.slice(middle), keeping));
  }
}

/** The value's fault, not the database's: data exceptions, integrity, and limits of one statement. */
const isPoison = (error: unknown): error is Error => hasSqlState(error) && /^(22|23|54)/.test(error.code);
