import type { Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { daysThere, everyHomeId } from "./queries.ts";
import { beginSweep, deleteUnused, endSweep, referredOn, sweptAfter } from "./sweep-queries.ts";

const STEP = 1_000;
/** Between two days that are read, and between two steps. */
const BREATHES = { milliseconds: 100 };

type SweepParts = { db: Transactions; clock: Clock; signal?: AbortSignal };

/**
 * Attributes that no event refers to any more; answers how many went. All days are read for the ids that they name, one question a day.
 * What anybody finds anew meanwhile is excepted, see the migration. Killed, it begins again the next time.
 */
export async function sweepAttributes({ db, clock, signal }: SweepParts): Promise<number> {
  const homes = await everyHomeId(db);
  for (const { id } of homes) await db.transaction((tx) => beginSweep(tx, id));
  const used = new Set<number>();
  for (const { day } of await daysThere(db)) {
    for (const { id } of await referredOn(db, day)) used.add(id);
    await clock.sleep(BREATHES, signal);
    if (signal?.aborted) return 0;
  }
  let swept = 0;
  for (const { id } of homes) swept += await sweepHome({ db, clock, signal }, id, used);
  return swept;
}

async function sweepHome({ db, clock, signal }: SweepParts, home: number, used: ReadonlySet<number>): Promise<number> {
  let swept = 0;
  for (let after = 0; !signal?.aborted; ) {
    const ids = (await sweptAfter(db, home, after, STEP)).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    const unused = ids.filter((id) => !used.has(id));
    if (unused.length > 0) swept += await db.transaction((tx) => deleteUnused(tx, home, unused));
    await clock.sleep(BREATHES, signal);
  }
  if (!signal?.aborted) await endSweep(db, home);
  return swept;
}
