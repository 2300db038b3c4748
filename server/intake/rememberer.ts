import { statfs } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import { redact } from "#server/redact.ts";
import { type Directory, entityDirectory } from "#server/store/house/directory.ts";
import { leaveOut } from "#server/store/house/left-out.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { openMemory } from "#server/store/memory/remember.ts";
import type { World } from "#server/world.ts";
import { type Backlog, openBacklog } from "./backlog/backlog.ts";
import { storeAround } from "./backlog/poison.ts";
import { openSpill } from "./backlog/spill.ts";
import { unflushedBatches } from "./backlog/unflushed.ts";
import { commitEarly, walState } from "./queries.ts";
import { type Ride, type Riders, riders } from "./riders.ts";

const SPILL_BYTES = 2 ** 30;
const SPILL_SHARE_OF_FREE = 0.1;
const BATCH = 2_000;
/** Its one session answers nobody else meanwhile. */
const EMBEDDED_BATCH = 400;

/** A card: the commit of a small batch does not wait for it, and goes to it when its page of the WAL is full or after ten seconds. */
const SLOW_COMMIT_SECONDS = 5;
/** More events fill pages by themselves. */
const MANY = 200;

export interface Rememberer extends AsyncDisposable {
  readonly directory: Directory;
  readonly backlog: Backlog;
  readonly riders: Riders;
  /** Live: never waits. */
  push(observation: Observation): void;
  /** The past: straight into the database. Answers how many were new. */
  keep(observations: readonly Observation[]): Promise<number>;
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
  await directory.reload(db);
  const memory = openMemory(db, place);
  let isLeftOut = await leaveOut(db, place);
  let unrecorded: ReadonlySet<string> = new Set();
  let buried = 0;
  const riding = riders();
  const unflushed = unflushedBatches(() => walState(db));
  const isSlowDisk = db.engine === "postgresql" && options.commitSeconds >= SLOW_COMMIT_SECONDS;

  async function store(batch: readonly Observation[]): Promise<number> {
    const lost = await unflushed.lost();
    if (lost.length > 0) {
      await remember(lost);
      log.warn("the database crashed; its last events were stored once more", { events: lost.length });
    }
    if (!isSlowDisk || batch.length > MANY) return remember(batch, riding.leave());
    const ride = riding.leave();
    const stored = await remember(batch, async (tx) => {
      await commitEarly(tx);
      await ride?.(tx);
    });
    await unflushed.hold(batch);
    return stored;
  }

  async function remember(batch: readonly Observation[], ride?: Ride): Promise<number> {
    const about = [...new Set(batch.flatMap(({ entityId }) => entityId ?? []))];
    const ids = await directory.idsOf(db, about);
    const idOf = new Map(about.map((entityId, i) => [entityId, ids[i] ?? null]));
    return memory.remember(
      batch.map((observation) => ({
        observation,
        entity: observation.entityId === null ? null : (idOf.get(observation.entityId) ?? null),
      })),
      ride,
    );
  }

  const bury = async (reason: string, body: unknown) => {
    buried++;
    await keepDeadLetter(db, place.home, {
      connectionId: place.connectionId,
      reason,
      body: textOf(body),
    });
  };
  const keeping = { store, bury: (observation: Observation, reason: string) => bury(reason, observation) };
  const folder = spillFolder(world, place.connectionId);
  const spill = openSpill(folder);
  const { bavail, bsize } = await statfs(folder);
  const backlog = openBacklog({
    clock,
    log,
    spill,
    commitSeconds: options.commitSeconds,
    spillBytes: Math.min(SPILL_BYTES, bavail * bsize * SPILL_SHARE_OF_FREE),
    ...keeping,
    answers: () =>
      db.rows(sql`select 1`).then(
        () => true,
        () => false,
      ),
  });

  return {
    directory,
    backlog,
    riders: riding,
    push(observation) {
      if (!isLeftOut(observation)) backlog.push(observation);
    },
    async keep(observations) {
      const wanted = observations.filter((observation) => !isLeftOut(observation));
      let stored = 0;
      const counting = { ...keeping, store: async (batch: readonly Observation[]) => (stored += await store(batch)) };
      for (let from = 0; from < wanted.length; from += batch)
        await storeAround(wanted.slice(from, from + batch), counting);
      return stored;
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

function textOf(body: unknown): string {
  try {
    return JSON.stringify(redact(body)) ?? "";
  } catch {
    return "nested too deeply to be written down";
  }
}
