import type { Clock } from "#server/clock.ts";
import { whyAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import type { Log } from "#server/log.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import type { Losses } from "./losses.ts";
import { type Keeping, storeAround } from "./poison.ts";
import type { Spill } from "./spill.ts";

/** A batch that the database has not taken by then goes to the disk as well: what is told twice is kept once. */
const SLOW_SECONDS = 5;
/** A spill that has become too large, because others fill the disk, shrinks little by little. */
const MOST_SHED_AT_ONCE = 2;

export interface WayParts extends Pick<Keeping, "bury"> {
  clock: Clock;
  log: Log;
  spill: Spill;
  losses: Losses;
  /** Those of the spill are no successors of the live ones that were stored before them. */
  store(batch: readonly Observation[], lane: "live" | "spilled"): Promise<unknown>;
  /** Bytes that the spill may take now; beyond them the oldest go. */
  spillBytes(): number;
  /** An event that cannot wait for its batch, and is given up last. */
  isUrgent(observation: Observation): boolean;
}

/** The two ways on which events become durable, and whether each is open. */
export function durableWays(parts: WayParts) {
  const { clock, log, spill, losses } = parts;
  const counts = { dead: 0, stored: 0 };
  let isAway = false;
  let isTold = false; // that it is away
  let isDiskTold = false;
  let late: Promise<unknown> | undefined; // a batch that the database may still take

  async function store(observations: readonly Observation[], lane: "live" | "spilled"): Promise<boolean> {
    try {
      counts.dead += await storeAround(observations, { ...parts, store: (batch) => parts.store(batch, lane) });
      counts.stored += observations.length;
      isAway = false;
      if (isTold) log.info("database came back", { spilled: spill.events });
      isTold = false;
      return true;
    } catch (error) {
      isAway = true;
      if (!isTold) {
        log.error("database went away; events go to the spill file", { why: whyAway(error), ...failure(error) });
      }
      isTold = true;
      return false;
    }
  }

  async function makeRoom(): Promise<void> {
    for (let i = 0; i < MOST_SHED_AT_ONCE && spill.events > 0 && spill.bytes > parts.spillBytes(); i++) {
      const shed = await spill.shed(parts.isUrgent);
      if (shed && shed.events > 0) losses.add({ ...shed, reason: "bound" });
    }
  }

  return {
    counts,
    get isAway() {
      return isAway;
    },
    /** It answers again; whether it takes anything, the next batch finds out. */
    tryAgain(): void {
      isAway = false;
    },
    /** Resolves when the database has made up its mind about a batch that it was too slow for. */
    lateOne: () => late,
    store,
    /** False also where the database takes too long; it may take the batch yet. */
    async storeSoon(observations: readonly Observation[]): Promise<boolean> {
      const patience = new AbortController();
      const storing = store(observations, "live").finally(() => patience.abort());
      const isOver = await Promise.race([
        storing.then(() => true),
        clock.sleep({ seconds: SLOW_SECONDS }, patience.signal).then(() => patience.signal.aborted),
      ]);
      if (isOver) return storing;
      isAway = true;
      late = storing.finally(() => {
        late = undefined;
      });
      return false;
    },
    async toSpill(observations: readonly Observation[]): Promise<boolean> {
      try {
        await makeRoom();
        await spill.append(observations);
        if (isDiskTold) log.info("the disk takes events again");
        isDiskTold = false;
        return true;
      } catch (error) {
        if (!isDiskTold) {
          log.error("neither the database nor the disk takes events; memory holds them", failure(error));
        }
        isDiskTold = true;
        return false;
      }
    },
  };
}

export type DurableWays = ReturnType<typeof durableWays>;
