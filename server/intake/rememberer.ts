import path from "node:path";
import sql from "sql-template-tag";
import { redact } from "#server/redact.ts";
import { Refusal } from "#server/refusal.ts";
import { type Directory, entityDirectory } from "#server/store/house/directory.ts";
import { keepGap } from "#server/store/memory/coverage.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import type { World } from "#server/world.ts";
import { type Backlog, openBacklog } from "./backlog/backlog.ts";
import { openBatchJournal } from "./backlog/batch-journal.ts";
import { openJournal } from "./backlog/journal.ts";
import { openLosses } from "./backlog/losses.ts";
import { storeAround } from "./backlog/poison.ts";
import { openSpill } from "./backlog/spill.ts";
import { spillBound } from "./backlog/spill-bound.ts";
import type { Entrance } from "./control/entrance.ts";
import { gapOf } from "./lost-gap.ts";
import type { Riders } from "./riders.ts";
import { batchStore, type Keeping, type Storing } from "./store-batch.ts";
import { isUrgent } from "./urgent.ts";
import { unlessAway } from "./when-answered.ts";
import { householdWishes } from "./wishes.ts";

/** Where commits are farther apart, what is urgent goes to the disk by itself. */
const QUICK_COMMIT_SECONDS = 1;
/** A card: batches go to it through a journal, and from there into the WAL by full pages. */
const SLOW_COMMIT_SECONDS = 5;
const BATCH = 2_000;
/** Its one session answers nobody else meanwhile. */
const EMBEDDED_BATCH = 400;

export interface Rememberer extends AsyncDisposable {
  readonly directory: Directory;
  readonly backlog: Backlog;
  readonly riders: Riders;
  /** Live: never waits. */
  push(observation: Observation): void;
  /** Whether the owner does not want it in the memory. */
  isLeftOut(observation: Observation): boolean;
  /** The past: straight into the database. Answers how many were new. */
  keep(observations: readonly Observation[], how?: Keeping): Promise<number>;
  /** What could not be stored before. Answers which of them still cannot. */
  again(observations: readonly Observation[]): Promise<Observation[]>;
  bury(reason: string, body: unknown): Promise<void>;
  /** What the household wishes to be kept, as far as it concerns what comes in. */
  readonly entrance: Entrance;
  /** Reads anew what is to be left out and kept; `unrecorded` is what the recorder leaves out, if that is news. */
  refreshLeftOut(unrecorded?: ReadonlySet<string>): Promise<void>;
  /** After a wish to forget: nothing that is silent now is still under way, in spill or journal, or in a cache. */
  forget(): Promise<void>;
  /** There is no room left: what comes is turned away, and not acknowledged. */
  isShut: boolean;
  readonly turnedAway: number;
  /** Observations that were never readable. */
  readonly buried: number;
}

export const spillFolder = ({ options }: Pick<World, "options">, connectionId: string): string =>
  path.join(options.dataFolder, "spill", connectionId);

/** From an observation to a row: filter, entity, batch, memory; with the spill behind it. One a connection. */
export async function openRememberer(world: World, place: { home: number; connectionId: string }): Promise<Rememberer> {
  const { db, clock, log, options } = world;
  const batch = db.engine === "embedded" ? EMBEDDED_BATCH : BATCH;
  const directory = entityDirectory(place);
  const folder = spillFolder(world, place.connectionId);
  const spill = await openSpill(folder);
  const isSlowDisk = db.engine === "postgresql" && options.commitSeconds >= SLOW_COMMIT_SECONDS;
  const noted = isSlowDisk ? await openBatchJournal(path.join(folder, "batches.journal")) : undefined;
  const wishes = householdWishes(world, place);
  const storable = (batch: readonly Observation[]) => wishes.storable(batch, "spilled");
  const batches = batchStore(world, { ...place, directory }, { journal: noted, storable });
  let isShut = false;
  let turnedAway = 0;
  const underWay = new Set<Promise<unknown>>();
  let buried = 0;

  async function learnHouse(): Promise<void> {
    await directory.reload(db);
    await wishes.learn();
  }

  async function store(batch: readonly Observation[], how: Storing = {}): Promise<number> {
    if (!wishes.areKnown) await learnHouse();
    const storing = batches.store(wishes.storable(batch, how.lane ?? "live"), how);
    underWay.add(storing);
    return storing.finally(() => underWay.delete(storing));
  }

  const bury = async (reason: string, body: unknown) => {
    buried++;
    await keepDeadLetter(db.for("intake"), place.home, {
      connectionId: place.connectionId,
      reason,
      body: textOf(body),
    });
  };
  await learnHouse().catch(unlessAway(undefined));
  const keeping = { bury: (observation: Observation, reason: string) => bury(reason, observation) };
  const backlog = openBacklog({
    clock,
    log,
    spill,
    losses: openLosses(path.join(folder, "lost.ledger")),
    journal:
      options.commitSeconds > QUICK_COMMIT_SECONDS ? await openJournal(path.join(folder, "urgent.journal")) : undefined,
    left: noted?.left ?? [],
    commitSeconds: options.commitSeconds,
    batchSize: batch,
    spillBytes: spillBound(folder, spill),
    ...keeping,
    store: (observations, lane) => store(observations, { lane, through: db.for("intake") }),
    isUrgent,
    name: (loss) => keepGap(db.for("intake"), place, gapOf(loss)),
    answers: () =>
      db
        .for("asked")
        .rows(sql`select 1`)
        .then(
          () => true,
          () => false,
        ),
  });

  return {
    directory,
    backlog,
    riders: batches.riders,
    push(observation) {
      const told = wishes.live(observation);
      if (told && isShut) turnedAway++;
      else if (told) backlog.push(told);
    },
    isLeftOut: wishes.isLeftOut,
    async keep(observations, how = {}) {
      if (isShut) throw new Refusal("no_room", "HomeOps has reached its cap; raise it, or keep less");
      const wanted = await wishes.past(observations);
      let stored = 0;
      const counting = {
        ...keeping,
        store: async (part: readonly Observation[]) => (stored += await store(part, how)),
      };
      const size = how.batch ?? batch;
      for (let from = 0; from < wanted.length; from += size)
        await storeAround(wanted.slice(from, from + size), counting);
      return stored;
    },
    async again(observations) {
      const refused: Observation[] = [];
      const trying = {
        store: (batch: readonly Observation[]) => store(batch, { lane: "spilled", through: db.for("intake") }),
        bury: async (observation: Observation) => refused.push(observation),
      };
      await storeAround(observations, trying);
      return refused;
    },
    bury,
    refreshLeftOut: wishes.learn,
    get entrance() {
      return wishes.entrance;
    },
    async forget() {
      await wishes.learn();
      await backlog.flushed();
      await Promise.allSettled(underWay);
      const isForgotten = (observation: Observation) => wishes.entrance.isSilent(observation);
      await backlog.forget(isForgotten);
      await batches.forget(isForgotten);
    },
    get isShut() {
      return isShut;
    },
    set isShut(value) {
      isShut = value;
    },
    get turnedAway() {
      return turnedAway;
    },
    get buried() {
      return buried;
    },
    async [Symbol.asyncDispose]() {
      await backlog[Symbol.asyncDispose]();
      await batches.close();
    },
  };
}

function textOf(body: unknown): string {
  try {
    return JSON.stringify(redact(body)) ?? "";
  } catch {
    return "nested too deeply to be written down";
  }
}
