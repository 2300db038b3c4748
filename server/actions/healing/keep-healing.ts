import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { expireAttempts } from "./attempt-queries.ts";
import { heal } from "./heal.ts";
import { HOUR } from "./past.ts";
import { tellAttempts } from "./tell-attempts.ts";

const EVERY = { seconds: 30 };
const KEPT_MS = 366 * 24 * HOUR;

/** Looks at each home again and again. Not at events: what comes of our own actions starts nothing by itself. */
export async function keepHealing(world: World): Promise<AsyncDisposable> {
  const stop = new AbortController();
  const look = async () => {
    for (const watched of intakes.get(world)?.connections.values() ?? [])
      if (!stop.signal.aborted) await lookAt(watched.row.home_id);
  };
  async function lookAt(home: number): Promise<void> {
    const watched = intakes.get(world)?.of(home);
    if (!watched?.isLive) return;
    try {
      await heal(world, watched, stop.signal);
      await tellAttempts(world, home);
      await expireAttempts(world.db, home, instantOf(watched.now() - KEPT_MS));
    } catch (error) {
      if (isDatabaseAway(error) || error instanceof Refusal) return; // told by whoever keeps the connection
      world.log.error("a home could not be mended", failure(error));
    }
  }
  const running = world.clock.every(EVERY, look);
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running[Symbol.asyncDispose]();
    },
  };
}
