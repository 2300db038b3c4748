import type { Clock } from "#server/clock.ts";
import type { Log } from "#server/log.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { lagMeter } from "./lag.ts";
import { type Keeping, storeAround } from "./poison.ts";
import type { Spill } from "./spill.ts";

const BOUND = 20_000; // observations in memory, some 15 MB
const BATCH = 2_000; // rows a transaction under load; past this the database gains nothing
const PAUSE_WHEN_AWAY_MS = 1_000;
const IDLE_SECONDS = 60;

export interface BacklogParts extends Keeping {
  clock: Clock;
  log: Log;
  spill: Spill;
  /** The longest that an observation waits for others to be written with. */
  commitSeconds: number;
  /** Bytes that the spill may take; beyond them the oldest go. */
  spillBytes: number;
  /** Whether the database answers at all. */
  answers(): Promise<boolean>;
  /** An event that cannot wait for its batch. */
  isUrgent?(observation: Observation): boolean;
}

export type BacklogNumbers = {
  waiting: number;
  bound: number;
  spilled: number;
  shed: number;
  dead: number;
  stored: number;
  isAway: boolean;
  lagMs: number | null;
};

/** Between the socket, which never waits, and the database, which may: a bounded queue, and behind it a file. */
export interface Backlog extends AsyncDisposable {
  push(observation: Observation): void;
  /** Resolves when all that was pushed before is durable, in the database or in the spill. */
  flushed(): Promise<void>;
  readonly numbers: BacklogNumbers;
}

export function openBacklog(parts: BacklogParts): Backlog {
  const { clock, log, spill } = parts;
  let queue: Observation[] = [];
  let writing = 0;
  let spilledBehind = 0; // newer than what is being written, and durable before it
  let isAway = false;
  let triedAt = 0; // by the count that no clock moves
  let isStopping = false;
  let wake = new AbortController();
  const counts = { shed: 0, dead: 0, stored: 0 };
  const lag = lagMeter(clock);
  const waiters: { left: number; settle: () => void }[] = [];

  async function run(): Promise<void> {
    for (;;) {
      if (isAway && clock.elapsed() - triedAt >= PAUSE_WHEN_AWAY_MS) await tryAgain();
      if (queue.length > 0) {
        if (queue.length < BATCH && !isStopping) await rest(parts.commitSeconds);
        await writeQueue();
      } else if (isStopping) return;
      else if (!isAway && spill.events > 0) await drainSegment();
      else await rest(isAway ? PAUSE_WHEN_AWAY_MS / 1000 : IDLE_SECONDS);
    }
  }

  async function rest(seconds: number): Promise<void> {
    wake = new AbortController();
    await clock.sleep({ seconds }, wake.signal);
  }

  async function writeQueue(): Promise<void> {
    const batch = queue.slice(0, BATCH);
    queue = queue.slice(batch.length);
    writing = batch.length;
    if (isAway || !(await stored(batch))) toSpill(batch);
    lag.saw(batch);
    settle(writing + spilledBehind);
    writing = 0;
    spilledBehind = 0;
  }

  /** More than memory may hold: all but the newest go to the disk. */
  function overflow(): void {
    const oldest = queue.slice(0, -BATCH);
    queue = queue.slice(-BATCH);
    toSpill(oldest);
    if (writing > 0) spilledBehind += oldest.length;
    else settle(oldest.length);
  }

  /** False where the database is away. */
  async function stored(batch: readonly Observation[]): Promise<boolean> {
    try {
      counts.dead += await storeAround(batch, parts);
      counts.stored += batch.length;
      return true;
    } catch (error) {
      log.error("database went away; events go to the spill file", { error });
      isAway = true;
      triedAt = clock.elapsed();
      return false;
    }
  }

  function toSpill(batch: readonly Observation[]): void {
    try {
      while (spill.bytes > parts.spillBytes && spill.events > 0) countShed(spill.shed());
      spill.append(batch);
    } catch (error) {
      countShed(batch.length);
      log.error("neither the database nor the disk took events", { lost: batch.length, error });
    }
  }

  function countShed(events: number): void {
    counts.shed += events;
  }

  async function drainSegment(): Promise<void> {
    const segment = spill.oldest();
    if (!segment) return;
    for (let from = 0; from < segment.observations.length; from += BATCH) {
      if (!(await stored(segment.observations.slice(from, from + BATCH)))) return;
    }
    segment.done();
    log.info("spilled events were stored", { events: segment.observations.length, torn: segment.torn });
  }

  async function tryAgain(): Promise<void> {
    triedAt = clock.elapsed();
    isAway = !(await parts.answers());
    if (!isAway) log.info("database came back", { spilled: spill.events });
  }

  function settle(written: number): void {
    for (const waiter of waiters) waiter.left -= written;
    while (waiters[0] && waiters[0].left <= 0) waiters.shift()?.settle();
  }

  const running = run();
  return {
    push(observation) {
      queue.push(observation);
      if (queue.length >= BOUND) overflow();
      if (queue.length === 1 || queue.length >= BATCH || parts.isUrgent?.(observation)) wake.abort();
    },
    flushed() {
      const left = queue.length + writing + spilledBehind;
      if (left === 0) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiters.push({ left, settle: resolve });
      wake.abort();
      return promise;
    },
    get numbers() {
      return {
        waiting: queue.length + writing,
        bound: BOUND,
        spilled: spill.events,
        ...counts,
        isAway,
        lagMs: lag.p99(),
      };
    },
    async [Symbol.asyncDispose]() {
      isStopping = true;
      wake.abort();
      await running;
      spill.close();
    },
  };
}
