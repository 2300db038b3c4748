import { hasSqlState, type Transactions } from "#db/database.ts";
import type { Directory } from "#server/store/house/directory.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { type Lane, openMemory } from "#server/store/memory/remember.ts";
import type { World } from "#server/world.ts";
import type { BatchJournal } from "./backlog/batch-journal.ts";
import { unflushedBatches } from "./backlog/unflushed.ts";
import { commitEarly, flushWal, walState } from "./queries.ts";
import { type Ride, type Riders, riders } from "./riders.ts";

/** More events fill pages of the WAL by themselves. */
const MANY = 200;

export interface Keeping {
  /** Rows a transaction. */
  batch?: number;
  /** Stands in the rows that are new. */
  mark?: string;
  /** Who knows the rows of entities. */
  directory?: Pick<Directory, "idsOf">;
  /** Goes into the same transaction. */
  alongside?: Ride;
}

/** A lane is said where the events come from the backlog. */
export type Storing = Keeping & { lane?: Lane; through?: Transactions };

export interface BatchStore {
  /** Answers how many were new. */
  store(batch: readonly Observation[], how?: Storing): Promise<number>;
  readonly riders: Riders;
  /** After a wish to forget: nothing of it waits in a cache, in the journal, or to be stored once more. */
  forget(isForgotten: (observation: Observation) => boolean): Promise<void>;
  close(): Promise<void>;
}

type Place = { home: number; connectionId: string; directory: Directory };

/** From observations to rows: entities are looked up, and the batch is written as the disk likes it; with a journal where that is slow. */
export function batchStore(
  { db, log }: Pick<World, "db" | "log">,
  { directory, ...place }: Place,
  { journal, storable }: { journal?: BatchJournal | undefined; storable(batch: readonly Observation[]): Observation[] },
): BatchStore {
  const memory = openMemory(db, place);
  const riding = riders();
  let isLeftStored = !journal?.left.length;
  const unflushed = journal && unflushedBatches(() => walState(db.for("intake")), journal);

  async function store(batch: readonly Observation[], how: Storing = {}): Promise<number> {
    await restoreLost();
    if (how.lane !== "live") return remember(batch, how, how.alongside);
    const ride = riding.leave();
    const number = batch.length > MANY ? undefined : await journal?.note(batch);
    const stored = await (number === undefined
      ? remember(batch, how, ride)
      : commitNoted(batch, { number, how, ride }));
    if (!isLeftStored) await settleLeft();
    return stored;
  }

  /** What the journal had at the start comes with the first batch. */
  async function settleLeft(): Promise<void> {
    await flush();
    journal?.letGoOfLeft();
    isLeftStored = true;
  }

  async function restoreLost(): Promise<void> {
    const lost = (await unflushed?.lost()) ?? [];
    if (lost.length === 0) return;
    await remember(storable(lost), {}); // what was forgotten meanwhile does not come back
    unflushed?.letGo();
    log.warn("the database crashed; its last events were stored once more", { events: lost.length });
  }

  /** It is on the disk already, so that its commit need not wait for it. */
  async function commitNoted(
    batch: readonly Observation[],
    { number, how, ride }: { number: number; how: Storing; ride: Ride | undefined },
  ): Promise<number> {
    try {
      const stored = await remember(batch, how, async (tx) => {
        await commitEarly(tx);
        await ride?.(tx);
      });
      await unflushed?.hold(batch, number);
      return stored;
    } catch (error) {
      unflushed?.passOver(number);
      throw error;
    }
  }

  /** All batches that were committed until now are on the database's disk. */
  async function flush(): Promise<void> {
    await flushWal(db.for("asked"));
    await unflushed?.lost();
  }

  async function remember(batch: readonly Observation[], how: Storing, alongside?: Ride): Promise<number> {
    const { lane = "live", through = db, mark, directory: known = directory } = how;
    const about = [...new Set(batch.flatMap(({ entityId }) => entityId ?? []))];
    const ids = await known.idsOf(through, about);
    const idOf = new Map(about.map((entityId, i) => [entityId, ids[i] ?? null]));
    const placed = batch.map((observation) => ({
      observation,
      entity: observation.entityId === null ? null : (idOf.get(observation.entityId) ?? null),
    }));
    const attempt = () => memory.remember(placed, { lane, through, mark, alongside });
    return attempt().catch((error: unknown) => {
      if (isCollision(error)) return attempt();
      throw error;
    });
  }

  return {
    store,
    riders: riding,
    async forget(isForgotten) {
      unflushed?.forget(isForgotten);
      memory.startAfresh();
      if (!journal) return;
      await flush();
      await journal.wipe();
    },
    async close() {
      if (!journal) return;
      await flush().catch((error) => log.debug("the last batches stay in the journal", { error }));
      await journal.close();
    },
  };
}

/** Two batches side by side wanted the same rows; one of them was told to try again. */
const isCollision = (error: unknown): boolean => hasSqlState(error) && /^40/.test(error.code);
