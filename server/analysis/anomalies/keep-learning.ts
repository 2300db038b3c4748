import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { World } from "#server/world.ts";
import { HOUR_MS } from "./hours.ts";
import { learnActivity } from "./learn-activity.ts";
import { learnHours } from "./learn-hours.ts";

const EVERY = { minutes: 3 };
const THOROUGH_EVERY_MS = 24 * HOUR_MS;

/** How far a home was learned by this process, and when its past was last looked at. */
type Reached = { until: number; thoroughAt: number };

/** Learns each hour of each home once it is closed. Nothing has to be kept when the program ends: the hours are read again. */
export function keepLearning(world: World): AsyncDisposable {
  const stop = new AbortController();
  const reached = new Map<number, Reached>(); // by home
  const ticking = world.clock.every(EVERY, async () => {
    const intake = intakes.get(world);
    for (const { row } of intake?.connections.values() ?? []) {
      if (stop.signal.aborted) return;
      const now = intake?.nowIn(row.home_id) ?? world.clock.now();
      const known = reached.get(row.home_id) ?? { until: 0, thoroughAt: Number.NEGATIVE_INFINITY };
      if (now - known.until >= HOUR_MS) reached.set(row.home_id, await learn(world, row.home_id, { now, known, stop }));
    }
  });
  return {
    [Symbol.asyncDispose]() {
      stop.abort();
      return ticking[Symbol.asyncDispose]();
    },
  };
}

type Round = { now: number; known: Reached; stop: AbortController };

async function learn(world: World, home: number, { now, known, stop }: Round): Promise<Reached> {
  const db = world.db.for("background");
  const isThorough = now - known.thoroughAt >= THOROUGH_EVERY_MS;
  try {
    const timeZone = await timeZoneOf(db, home);
    const parts = { db, clock: world.clock, signal: stop.signal };
    const until = await learnHours(parts, { home, timeZone, now, isThorough });
    await learnActivity(parts, { home, timeZone, now });
    return until === undefined ? known : { until, thoroughAt: isThorough ? now : known.thoroughAt };
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("what is usual could not be learned", failure(error));
    return known;
  }
}
