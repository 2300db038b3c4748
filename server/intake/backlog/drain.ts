import type { Clock } from "#server/clock.ts";
import type { Log } from "#server/log.ts";
import type { DurableWays } from "./durable-ways.ts";
import type { Loss, Losses } from "./losses.ts";
import { napping } from "./nap.ts";
import type { Spill } from "./spill.ts";

const AGAIN_SECONDS = 1;
const IDLE_SECONDS = 60;
const PATIENCE_SECONDS = 2;

export interface DrainParts {
  clock: Clock;
  log: Log;
  spill: Spill;
  losses: Losses;
  ways: DurableWays;
  batchSize: number;
  /** Whether the database answers at all. */
  answers(): Promise<boolean>;
  /** A loss becomes a gap in the memory. */
  name(loss: Loss): Promise<unknown>;
}

/** Beside the live events, oldest first: what was spilled goes into the database, and what was lost gets its name there. */
export function startDrain({ clock, log, spill, losses, ways, batchSize, answers, name }: DrainParts) {
  const bed = napping(clock);
  let torn = 0;
  let isStopping = false;

  async function drainOn(): Promise<void> {
    while (!isStopping) {
      if (ways.isAway) await awaitReturn();
      else if (spill.events > 0) await drainSegment();
      else if (losses.unnamed[0]) await nameLoss(losses.unnamed[0]);
      else await bed.nap(IDLE_SECONDS);
    }
  }

  /** What it takes is the proof; a full disk answers and takes nothing. */
  async function awaitReturn(): Promise<void> {
    await bed.nap(AGAIN_SECONDS);
    if (isStopping || ways.lateOne() || !ways.isAway || !(await answers())) return;
    if (spill.events > 0) await drainSegment();
    else ways.tryAgain();
  }

  async function drainSegment(): Promise<void> {
    const segment = await spill.oldest();
    if (!segment) return;
    const { observations } = segment;
    for (let from = 0; from < observations.length; from += batchSize) {
      const isIn = !isStopping && (await ways.store(observations.slice(from, from + batchSize), "spilled"));
      if (!isIn) return segment.again();
    }
    torn += segment.torn;
    await segment.done();
    log.info("spilled events were stored", { events: observations.length, torn: segment.torn });
  }

  async function nameLoss(loss: Loss): Promise<void> {
    try {
      await name(loss);
      losses.named(loss);
    } catch (error) {
      log.debug("a loss could not be named yet", { error });
      await bed.nap(AGAIN_SECONDS);
    }
  }

  const running = drainOn();
  return {
    wake: bed.wake,
    /** Lines that a power cut tore. */
    get torn() {
      return torn;
    },
    async [Symbol.asyncDispose]() {
      isStopping = true;
      bed.wake();
      await Promise.race([running, clock.sleep({ seconds: PATIENCE_SECONDS })]); // what is under way stays in the spill as well
    },
  };
}
