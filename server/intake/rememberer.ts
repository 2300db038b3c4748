import path from "node:path";
import sql from "sql-template-tag";
import { hasSqlState, type Transactions } from "#db/database.ts";
import { redact } from "#server/redact.ts";
import { type Directory, entityDirectory } from "#server/store/house/directory.ts";
import { leaveOut } from "#server/store/house/left-out.ts";
import { keepGap } from "#server/store/memory/coverage.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { type Lane, openMemory } from "#server/store/memory/remember.ts";
import type { World } from "#server/world.ts";
import { type Backlog, openBacklog } from "./backlog/backlog.ts";
import { openJournal } from "./backlog/journal.ts";
import { openLosses } from "./backlog/losses.ts";
import { storeAround } from "./backlog/poison.ts";
import { openSpill } from "./backlog/spill.ts";
import { spillBound } from "./backlog/spill-bound.ts";
import { gapOf } from "./lost-gap.ts";
import { isUrgent } from "./urgent.ts";
import { unlessAway } from "./when-answered.ts";

/** Where commits are farther apart, what is urgent goes to the disk by itself. */
const QUICK_COMMIT_SECONDS = 1;
const BATCH = 2_000;
/** Its one session answers nobody else meanwhile. */
const EMBEDDED_BATCH = 400;

export interface Rememberer extends AsyncDisposable {
  readonly directory: Directory;
  readonly backlog: Backlog;
  /** Live: never waits. */
  push(observation: Observation): void;
  /** The past: straight into the database. Answers how many were new. */
  keep(observations: readonly Observation[]): Promise<number>;
  /** What could not be stored before. Answers which of them still cannot. */
  again(observations: readonly Observation[]): Promise<Observation[]>;
  bury(reason: string, body: unknown): Promise<void>;
  /** Reads anew what is to be left out; `unrecorded` is what the recorder leaves out, if that is news. */
  refreshLeftOut(unrecorded?: ReadonlySet<string>): Promise<void>;
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
  const memory = openMemory(db, place);
  let isLeftOut: Awaited<ReturnType<typeof leaveOut>> | undefined; // not known at a start without the database
  let unrecorded: ReadonlySet<string> = new Set();
  let buried = 0;

  async function learnHouse(): Promise<void> {
    await directory.reload(db);
    isLeftOut = await leaveOut(db, place, unrecorded);
  }

  /** What is spilled may have come before it was known what is to be left out. */
  async function store(told: readonly Observation[], lane: Lane, through: Transactions): Promise<number> {
    if (!isLeftOut) await learnHouse();
    const batch = lane === "spilled" ? told.filter((observation) => !isLeftOut?.(observation)) : told;
    const about = [...new Set(batch.flatMap(({ entityId }) => entityId ?? []))];
    const ids = await directory.idsOf(through, about);
    const idOf = new Map(about.map((entityId, i) => [entityId, ids[i] ?? null]));
    const placed = batch.map((observation) => ({
      observation,
      entity: observation.entityId === null ? null : (idOf.get(observation.entityId) ?? null),
    }));
    return memory.remember(placed, { lane, through }).catch((error: unknown) => {
      if (isCollision(error)) return memory.remember(placed, { lane, through });
      throw error;
    });
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
  const folder = spillFolder(world, place.connectionId);
  const spill = await openSpill(folder);
  const backlog = openBacklog({
    clock,
    log,
    spill,
    losses: openLosses(path.join(folder, "lost.ledger")),
    journal:
      options.commitSeconds > QUICK_COMMIT_SECONDS ? await openJournal(path.join(folder, "urgent.journal")) : undefined,
    commitSeconds: options.commitSeconds,
    batchSize: batch,
    spillBytes: spillBound(folder, spill),
    ...keeping,
    store: (observations, lane) => store(observations, lane, db.for("intake")),
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
    push(observation) {
      if (!isLeftOut?.(observation)) backlog.push(observation);
    },
    async keep(observations) {
      const wanted = observations.filter((observation) => !isLeftOut?.(observation));
      let stored = 0;
      const counting = {
        ...keeping,
        store: async (batch: readonly Observation[]) => (stored += await store(batch, "live", db)),
      };
      for (let from = 0; from < wanted.length; from += batch)
        await storeAround(wanted.slice(from, from + batch), counting);
      return stored;
    },
    async again(observations) {
      const refused: Observation[] = [];
      const trying = {
        store: (batch: readonly Observation[]) => store(batch, "spilled", db.for("intake")),
        bury: async (observation: Observation) => refused.push(observation),
      };
      await storeAround(observations, trying);
      return refused;
    },
    bury,
    async refreshLeftOut(told) {
      unrecorded = told ?? unrecorded;
      isLeftOut = await leaveOut(db, place, unrecorded);
    },
    get buried() {
      return buried;
    },
    [Symbol.asyncDispose]: () => backlog[Symbol.asyncDispose](),
  };
}

/** Two batches side by side wanted the same rows; one of them was told to try again. */
const isCollision = (error: unknown): boolean => hasSqlState(error) && /^40/.test(error.code);

function textOf(body: unknown): string {
  try {
    return JSON.stringify(redact(body)) ?? "";
  } catch {
    return "nested too deeply to be written down";
  }
}
