import type { Observation } from "#server/store/memory/observation.ts";
import { type DrainParts, startDrain } from "./drain.ts";
import { durableWays, type WayParts } from "./durable-ways.ts";
import type { Journal } from "./journal.ts";
import { lagMeter } from "./lag.ts";
import { napping } from "./nap.ts";
import { type Waiting, waitingLine } from "./waiting-line.ts";

const BOUND = 20_000; // observations in memory, some 15 MB
const BATCH = 2_000; // rows a transaction under load; past this the database gains nothing
const GIVEN_UP_AT_ONCE = 500;
const AGAIN_SECONDS = 1;
const IDLE_SECONDS = 60;

export interface BacklogParts extends WayParts, Pick<DrainParts, "answers" | "name"> {
  /** Where commits are slow: urgent events go there at once. */
  journal?: Journal | undefined;
  /** Perhaps not stored before a power cut. */
  left?: readonly Observation[];
  /** The longest that an observation waits for others to be written with. */
  commitSeconds: number;
  /** Rows a transaction at most. */
  batchSize?: number;
}

export type BacklogNumbers = {
  waiting: number;
  bound: number;
  spilled: number;
  spilledBytes: number;
  /** Ever lost: neither the database nor the disk took them, or the spill was at its bound. */
  shed: number;
  torn: number;
  dead: number;
  stored: number;
  isAway: boolean;
  /** Whether what comes now is kept; if not, memory holds it as long as it can. */
  isSafe: boolean;
  lagMs: number | null;
};

/** Between the socket, which never waits, and the database, which may: a bounded line, and behind it files. */
export interface Backlog extends AsyncDisposable {
  push(observation: Observation): void;
  /** Resolves when all that was pushed before is durable, in the database or in the spill, or counted as lost; in its own time. */
  settled(): Promise<void>;
  /** The same, at once. */
  flushed(): Promise<void>;
  /** Takes out of spill and journal what must not be remembered any more. */
  forget(isForgotten: (observation: Observation) => boolean): Promise<void>;
  readonly numbers: BacklogNumbers;
}

export function openBacklog(parts: BacklogParts): Backlog {
  const { clock, spill, losses, journal, isUrgent, batchSize = BATCH } = parts;
  const ways = durableWays(parts);
  const line = waitingLine();
  const bed = napping(clock);
  const lag = lagMeter(clock);
  const noted = new WeakSet<Observation>(); // in the journal
  let isHurried = false;
  let isSafe = true;
  let isStopping = false;
  let overflowing: Promise<void> | undefined;

  async function keepOn(): Promise<void> {
    for (;;) {
      if (line.length === 0) {
        if (isStopping) return;
        await bed.nap(IDLE_SECONDS);
      } else {
        if (line.length < batchSize && !isStopping && !isHurried) await bed.nap(parts.commitSeconds);
        isHurried = false;
        const batch = line.take(batchSize);
        if (!(await isKept(batch))) {
          if (isStopping)
            return giveUp([...batch.map(({ observation }) => observation), ...line.giveUp(BOUND, () => true)]);
          line.putBack(batch);
          await bed.nap(AGAIN_SECONDS);
        }
      }
    }
  }

  /** In the database, else on the disk, else, where the disk is full and the database answers, in the database all the same. */
  async function isKept(batch: readonly Waiting[]): Promise<boolean> {
    const observations = batch.map(({ observation }) => observation);
    isSafe =
      (!ways.isAway && (await ways.storeSoon(observations))) ||
      (await ways.toSpill(observations)) ||
      (!ways.lateOne() && (await parts.answers()) && (await ways.store(observations, "live")));
    if (isSafe) settle(batch, observations);
    return isSafe;
  }

  function settle(batch: readonly Waiting[], observations: readonly Observation[]): void {
    lag.saw(observations);
    const count = observations.filter((observation) => noted.delete(observation)).length;
    if (count > 0) journal?.letGo(count);
    line.settle(batch);
    drain.wake();
  }

  /** More than memory may hold: all but the newest go to the disk; where it takes none, the oldest are lost. */
  async function overflow(): Promise<void> {
    const batch = line.take(Number.POSITIVE_INFINITY, BATCH);
    const observations = batch.map(({ observation }) => observation);
    if (await ways.toSpill(observations)) return settle(batch, observations);
    isSafe = false;
    line.putBack(batch);
    const over = Math.max(0, line.length - BOUND + GIVEN_UP_AT_ONCE);
    const gone = line.giveUp(over, (observation) => !isUrgent(observation));
    giveUp([...gone, ...line.giveUp(over - gone.length, () => true)]);
  }

  /** What the journal has is not lost: the next start finds it there. */
  function giveUp(gone: readonly Observation[]): void {
    const lost = gone.filter((observation) => !noted.has(observation));
    const ats = lost.map(({ at }) => at).sort();
    const [from, to] = [ats[0], ats.at(-1)];
    if (from && to) losses.add({ from, to, events: lost.length, reason: "disk" });
  }

  function hurry(): void {
    isHurried = true;
    bed.stir();
  }

  /** On the disk at once where commits are slow, else in the database at once. */
  function hurryUrgent(observation: Observation): void {
    if (journal) {
      noted.add(observation);
      void journal.note(observation).then((hasRoom) => hasRoom || hurry());
    } else hurry();
  }

  const drain = startDrain({ ...parts, ways, batchSize });
  for (const observation of parts.left ?? []) line.push(observation);
  for (const observation of journal?.left ?? []) {
    noted.add(observation);
    line.push(observation);
  }
  const running = keepOn();
  return {
    push(observation) {
      line.push(observation);
      if (line.length >= BOUND) {
        overflowing ??= overflow().finally(() => {
          overflowing = undefined;
        });
      }
      if (line.length === 1 || line.length >= batchSize) bed.stir();
      if (isUrgent(observation)) hurryUrgent(observation);
    },
    settled: line.flushed,
    flushed() {
      const flushed = line.flushed();
      hurry();
      return flushed;
    },
    async forget(isForgotten) {
      await journal?.forget(isForgotten);
      const events = await spill.forget(isForgotten);
      if (events > 0) parts.log.info("spilled events were forgotten", { events });
    },
    get numbers() {
      return {
        waiting: line.waiting,
        bound: BOUND,
        spilled: spill.events,
        spilledBytes: spill.bytes,
        shed: losses.total,
        torn: drain.torn,
        ...ways.counts,
        isAway: ways.isAway,
        isSafe,
        lagMs: lag.p99(),
      };
    },
    async [Symbol.asyncDispose]() {
      isStopping = true;
      bed.stir();
      await running;
      await overflowing;
      await drain[Symbol.asyncDispose]();
      await spill.close();
      await journal?.close();
    },
  };
}
