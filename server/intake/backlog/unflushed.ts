import type { Observation } from "#server/store/memory/observation.ts";
import type { WalState } from "../queries.ts";
import type { BatchJournal } from "./batch-journal.ts";

/** `until`: of the WAL, where the batch ends; `crashes`: unknown of one that the database did not take. */
type Held = {
  batch: readonly Observation[];
  readonly number: number;
  readonly until: bigint;
  readonly crashes?: string;
};

/**
 * Batches that the database has committed, but perhaps not brought to the disk yet. They stay here and in the journal until it has; should it crash
 * before, they are stored once more, which changes nothing where they are there after all.
 */
export function unflushedBatches(ask: () => Promise<WalState | undefined>, journal: Pick<BatchJournal, "letGo">) {
  const held: Held[] = []; // in their order

  function letGo(count: number): void {
    const last = held.splice(0, count).at(-1);
    if (last) journal.letGo(last.number);
  }

  return {
    /** Committed just now. */
    async hold(batch: readonly Observation[], number: number): Promise<void> {
      const now = await ask();
      if (now) held.push({ batch, number, until: BigInt(now.inserted), crashes: now.crashes });
    },
    /** The database did not take it, so that it goes another way. */
    passOver(number: number): void {
      held.push({ batch: [], number, until: 0n });
    },
    /** What a crash may have cost; it stays here until it was stored once more. */
    async lost(): Promise<readonly Observation[]> {
      if (held.length === 0) return [];
      const now = await ask();
      if (!now) return [];
      if (held.some(({ crashes }) => crashes !== undefined && crashes !== now.crashes))
        return held.flatMap(({ batch }) => batch);
      const first = held.findIndex(({ until }) => until > BigInt(now.written));
      letGo(first < 0 ? held.length : first);
      return [];
    },
    forget(isForgotten: (observation: Observation) => boolean): void {
      for (const one of held) one.batch = one.batch.filter((observation) => !isForgotten(observation));
    },
    /** All that is here is on the database's disk. */
    letGo: () => letGo(held.length),
  };
}
