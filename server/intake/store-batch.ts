import { hasSqlState, type Transactions } from "#db/database.ts";
import type { Directory } from "#server/store/house/directory.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { type Lane, openMemory } from "#server/store/memory/remember.ts";
import type { World } from "#server/world.ts";
import { unflushedBatches } from "./backlog/unflushed.ts";
import { commitEarly, walState } from "./queries.ts";
import { type Ride, type Riders, riders } from "./riders.ts";
import { isUrgent } from "./urgent.ts";

/** A card: the commit of a small batch does not wait for it, and goes to it when its page of the WAL is full or after ten seconds. */
const SLOW_COMMIT_SECONDS = 5;
/** More events fill pages by themselves. */
const MANY = 200;

export interface Keeping {
  /** Rows a transaction. */
  batch?: number;
  /** Stands in the rows that are new. */
  mark?: string;
  /** Who knows the rows of entities. */
  directory?: Pick<Directory, "idsOf">;
}

/** A lane is said where the events come from the backlog. */
export type Storing = Keeping & { lane?: Lane; through?: Transactions };

export interface BatchStore {
  /** Answers how many were new. */
  store(batch: readonly Observation[], how?: Storing): Promise<number>;
  readonly riders: Riders;
  /** After a wish to forget: nothing of it waits in a cache, or to be stored once more. */
  forget(isForgotten: (observation: Observation) => boolean): void;
}

/** From observations to rows: entities are looked up, and the batch is written as the disk likes it. */
export function batchStore(
  { db, log, options }: World,
  place: { home: number; connectionId: string },
  directory: Directory,
  storable: (batch: readonly Observation[]) => Observation[],
): BatchStore {
  const memory = openMemory(db, place);
  const riding = riders();
  const unflushed = unflushedBatches(() => walState(db));
  const isSlowDisk = db.engine === "postgresql" && options.commitSeconds >= SLOW_COMMIT_SECONDS;

  async function store(batch: readonly Observation[], how: Storing = {}): Promise<number> {
    const lost = storable(await unflushed.lost());
    if (lost.length > 0) {
      await remember(lost, {});
      log.warn("the database crashed; its last events were stored once more", { events: lost.length });
    }
    if (how.lane !== "live") return remember(batch, how);
    const ride = riding.leave();
    // What nobody could tell again waits for the disk: its copy in the journal goes after the commit.
    if (!isSlowDisk || batch.length > MANY || batch.some(isUrgent)) return remember(batch, how, ride);
    const stored = await remember(batch, how, async (tx) => {
      await commitEarly(tx);
      await ride?.(tx);
    });
    await unflushed.hold(batch);
    return stored;
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
    forget(isForgotten) {
      unflushed.forget(isForgotten);
      memory.startAfresh();
    },
  };
}

/** Two batches side by side wanted the same rows; one of them was told to try again. */
const isCollision = (error: unknown): boolean => hasSqlState(error) && /^40/.test(error.code);
