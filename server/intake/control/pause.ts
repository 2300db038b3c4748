import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { presentStates } from "#server/store/house/present.ts";
import {
  addSilence,
  endPauses,
  keepSilentGap,
  pauseAt,
  type SilenceRow,
  settleSilence,
  unsettledSilences,
} from "#server/store/memory/control/queries.ts";
import { STATE_CHANGED } from "#server/store/memory/observation.ts";
import type { World } from "#server/world.ts";
import { storableJson, storableText } from "../observe/storable.ts";
import { recordedAttributes } from "../observe/unrecorded.ts";
import type { Rememberer } from "../rememberer.ts";
import { heedWishes } from "./wishes.ts";

const EVERY = { seconds: 2 };

export async function pauseOf({ db, clock }: Pick<World, "db" | "clock">, home: number) {
  const pause = await pauseAt(db, home, instantOf(clock.now()));
  return { paused_since: pause?.from ?? null, paused_until: pause?.to ?? null };
}

/** From now on; a pause that is under way ends as the new one says. */
export async function pause(world: World, home: number, until: string): Promise<void> {
  const { db, clock } = world;
  const now = instantOf(clock.now());
  const running = await pauseAt(db, home, now);
  await db.transaction(async (tx) => {
    await endPauses(tx, home, now);
    await addSilence(tx, { home, kind: "paused", from: now, to: until, entities: null });
  });
  await heedWishes(world, home);
  if (running) world.log.info("pause changed", { until });
  else world.log.info("remembering paused", { until });
}

export async function resume(world: World, home: number): Promise<void> {
  await endPauses(world.db, home, instantOf(world.clock.now()));
  await settlePauses(world);
}

/** Ends what is over: tells the gap, and learns what has changed in it as from its end. */
async function settlePauses(world: World): Promise<void> {
  for (const silence of await unsettledSilences(world.db, "paused", instantOf(world.clock.now())))
    await settlePause(world, silence);
}

export const watchPauses = (world: World): AsyncDisposable =>
  world.clock.every(EVERY, () =>
    settlePauses(world).catch((error) => world.log.warn("a pause could not be ended; it is tried again", { error })),
  );

async function settlePause(world: World, { id, home, from, to }: SilenceRow): Promise<void> {
  const connections = await heedWishes(world, home);
  for (const { rememberer } of connections) tellPresent(world, home, rememberer);
  await Promise.all(connections.map(({ rememberer }) => rememberer.backlog.flushed()));
  const reason = "Remembering was paused";
  await world.db.transaction(async (tx) => {
    if (toMicroseconds(to) > toMicroseconds(from)) await keepSilentGap(tx, { home, from, to, entityIds: null, reason });
    await settleSilence(tx, id);
  });
  world.log.info("remembering resumed", { pausedFrom: from });
}

/** States that have changed while nobody looked; the entrance tells them as from the end of the silence. */
function tellPresent(world: World, home: number, rememberer: Rememberer): void {
  for (const { entityId, state, attributes, updatedAt } of presentStates(world, home).values()) {
    const at = fromMicroseconds(toMicroseconds(updatedAt));
    const isMissed = rememberer.entrance.endFor({ at, entityId });
    if (!isMissed) continue;
    try {
      rememberer.push({
        at,
        type: STATE_CHANGED,
        entityId,
        state: storableText(state),
        attributes: storableJson(recordedAttributes(entityId, attributes)),
        context: null,
        source: "snapshot",
      });
    } catch (error) {
      world.log.debug("a state could not be told after a pause", { entityId, error });
    }
  }
}
