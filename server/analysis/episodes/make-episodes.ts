import type { Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { toMicroseconds } from "#server/instant.ts";
import { unlearnedHours } from "#server/store/memory/episodes/queries.ts";
import type { World } from "#server/world.ts";
import { learnStretch } from "./learn-stretch.ts";
import { homesWithWork } from "./queries.ts";

const EVERY = { seconds: 30 };
/** Of an embedded database's one session each stretch takes a second or less. */
const BREATHES = { milliseconds: 100 };
const HOUR = 3_600_000_000; // microseconds
const HOURS_AT_ONCE = 12;

type Parts = { db: Transactions; clock: Pick<Clock, "sleep">; signal?: AbortSignal | undefined };

/** Hours that were closed become episodes in the background, oldest first, in short transactions; killed in between, the rest is still marked. */
export function makeEpisodes(world: World): AsyncDisposable {
  const { clock, log, db } = world;
  const stop = new AbortController();
  const ticking = clock.every(EVERY, async () => {
    try {
      const hours = await learnDue({ db, clock, signal: stop.signal });
      if (hours > 0) log.debug("episodes made", { hours });
    } catch (error) {
      if (!stop.signal.aborted) log.warn("episodes could not be made; their hours stay marked", { error });
    }
  });
  return {
    [Symbol.asyncDispose]() {
      stop.abort();
      return ticking[Symbol.asyncDispose]();
    },
  };
}

/** Answers how many hours were looked at, of all homes or one. */
export async function learnDue({ db, clock, signal }: Parts, only?: number): Promise<number> {
  let done = 0;
  for (const { id, time_zone } of await homesWithWork(db)) {
    if (only !== undefined && id !== only) continue;
    while (!signal?.aborted) {
      const hours = sideBySide((await unlearnedHours(db, id, HOURS_AT_ONCE)).map(({ hour }) => hour));
      if (hours.length === 0) break;
      await db.transaction((tx) => learnStretch(tx, { home: id, timeZone: time_zone, hours }));
      done += hours.length;
      await clock.sleep(BREATHES, signal);
    }
  }
  return done;
}

/** The first of them, as far as there is no hour between. */
function sideBySide(hours: readonly string[]): string[] {
  const first = toMicroseconds(hours[0] ?? "1970-01-01T00:00:00+00:00");
  return hours.filter((hour, i) => toMicroseconds(hour) === first + i * HOUR);
}
