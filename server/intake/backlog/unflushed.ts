import type { Observation } from "#server/store/memory/observation.ts";
import type { WalState } from "../queries.ts";

const MOST_BATCHES = 100;

type Held = { batch: readonly Observation[]; until: bigint; crashes: string };

/**
 * Batches that the database has committed, but perhaps not brought to the disk yet. They stay here until it has; should it crash before,
 * they are stored once more, which changes nothing where they are there after all.
 */
export function unflushedBatches(ask: () => Promise<WalState | undefined>) {
  let held: Held[] = [];

  return {
    /** Committed just now. */
    async hold(batch: readonly Observation[]): Promise<void> {
      const now = await ask();
      if (!now) return;
      held.push({ batch, until: BigInt(now.inserted), crashes: now.crashes });
      if (held.length > MOST_BATCHES) held.shift();
    },
    /** What a crash may have cost; from now on it is the caller's. */
    async lost(): Promise<readonly Observation[]> {
      if (held.length === 0) return [];
      const now = await ask();
      if (!now) return [];
      if (held.some(({ crashes }) => crashes !== now.crashes)) return held.splice(0).flatMap(({ batch }) => batch);
      held = held.filter(({ until }) => until > BigInt(now.written));
      return [];
    },
    forget(isForgotten: (observation: Observation) => boolean): void {
      held = held.map(({ batch, ...rest }) => ({ ...rest, batch: batch.filter((one) => !isForgotten(one)) }));
    },
  };
}
