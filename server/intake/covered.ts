import { instantOf } from "#server/instant.ts";
import { extendCoverage, startCoverage, type Where } from "#server/store/memory/coverage.ts";
import type { World } from "#server/world.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { seconds: 10 };

/**
 * Says in the database until when everything is here: the end moves on only over what is durable, so that after a kill
 * the next start knows from when to ask.
 */
export async function keepCovered(
  world: World,
  where: Where & { rememberer: Rememberer; from: string },
): Promise<AsyncDisposable> {
  const { db, clock, log } = world;
  const id = await startCoverage(db, where, where.from);
  const moveOn = async () => {
    const now = instantOf(clock.now());
    await where.rememberer.backlog.flushed();
    await extendCoverage(db, id, now);
  };
  const careful = () => moveOn().catch((error) => log.debug("coverage could not be written", { error }));
  const ticking = clock.every(EVERY, careful);
  return {
    async [Symbol.asyncDispose]() {
      await ticking[Symbol.asyncDispose]();
      await careful();
    },
  };
}
