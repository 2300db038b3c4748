import sql from "sql-template-tag";
import type { Queries, Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { markUnlearned } from "#server/store/memory/episodes/queries.ts";
import { dueHours, readFresh, takeDueHour, writePostings } from "#server/store/memory/queries.ts";
import { deleteTallies } from "#server/store/memory/retention/tally-queries.ts";
import { foldDays } from "#server/store/memory/sentences/fold-days.ts";
import { doubtNextHour } from "#server/store/memory/sentences/queries.ts";
import { settleTold } from "#server/store/memory/sentences/settle.ts";
import { tellHour } from "#server/store/memory/sentences/tell-hour.ts";
import { rollUpHour } from "#server/store/series/roll-up.ts";
import type { World } from "#server/world.ts";

const EVERY = { seconds: 20 };
/** Between two hours its one session answers others. */
const EMBEDDED_BREATHES = { milliseconds: 200 };
const HOUR_MS = 3_600_000;
const STATISTICS_EVERY_MS = 6 * HOUR_MS;
const CLOSING_MS = 15_000;
const SETTLING_MS = 10_000;
/** Late words of an hour that is just over: batches, the recorder's commits. */
const SETTLES_MS = 60_000;
/** So much is of use while an older past still comes in. */
const SOON_MS = 48 * HOUR_MS;

/**
 * When an hour is over, its postings and rollups are written, once. An event that comes late, by a gap fill or an import, makes
 * its hour due again; the mark is taken in the same transaction, so that nothing is left between.
 */
export function closeHours(world: World, nowIn: (home: number) => number): AsyncDisposable {
  const { clock, log } = world;
  const stop = new AbortController();
  const refreshStatistics = plannerStatistics(world);
  const look = freshLook(world);
  let mayFold = true; // days that a former process left
  const ticking = clock.every(EVERY, async () => {
    try {
      const hours = await closeForAWhile();
      const told = await settle(world, stop.signal);
      mayFold ||= hours + told > 0;
      if (mayFold) mayFold = (await fold(world, nowIn, stop.signal)) > 0;
      if (hours > 0) log.debug("hours closed", { hours });
      else await refreshStatistics();
      await look();
    } catch (error) {
      log.warn("hours could not be closed; they stay due", { error });
    }
  });
  /** After an import thousands are due. */
  async function closeForAWhile(): Promise<number> {
    const until = clock.elapsed() + CLOSING_MS;
    let hours = 0;
    for (let some = 1; some > 0 && clock.elapsed() < until && !stop.signal.aborted; hours += some)
      some = await closeDue(world, stop.signal, { nowIn });
    return hours;
  }

  return {
    [Symbol.asyncDispose]() {
      stop.abort(); // an hour takes a tenth of a second; hundreds may be due
      return ticking[Symbol.asyncDispose]();
    },
  };
}

/** What autovacuum does elsewhere: the embedded database plans by what was true when it was empty, unless it is told. */
function plannerStatistics({ db, clock }: Pick<World, "db" | "clock">) {
  let dueAt = -Infinity;
  return async () => {
    if (db.engine !== "embedded" || clock.elapsed() < dueAt) return;
    dueAt = clock.elapsed() + STATISTICS_EVERY_MS;
    await db.owner.script("analyze");
  };
}

/**
 * A commit that did not wait for the disk can be marked once it is there; PostgreSQL knows that for 32 transactions together (CLOG_XACTS_PER_LSN_GROUP).
 */
function freshLook({ db, clock, options }: Pick<World, "db" | "clock" | "options">) {
  const behindMs = 35_000 * options.commitSeconds;
  let from = clock.now() - behindMs;
  return async () => {
    if (db.engine === "embedded") return;
    const to = clock.now() - behindMs;
    for (const { id } of await homes(db)) await readFresh(db, id, { from: instantOf(from), to: instantOf(to) });
    from = to;
  };
}

/** Closes what is due, newest day first, as the home's own clock has it, of all homes or one; answers how many hours. */
export async function closeDue(
  { db, clock }: Pick<World, "db" | "clock">,
  signal?: AbortSignal,
  { nowIn = clock.now, only }: { nowIn?: (home: number) => number; only?: number } = {},
): Promise<number> {
  let closed = 0;
  for (const home of await homes(db)) {
    if (only !== undefined && home.id !== only) continue;
    const now = nowIn(home.id);
    const before = instantOf(Math.floor((now - SETTLES_MS) / HOUR_MS) * HOUR_MS);
    for (const { hour } of await dueHours(db, home.id, { before, waiting: instantOf(now - SOON_MS) })) {
      if (signal?.aborted) return closed;
      closed += await closeHour(db, home, hour);
      if (db.engine === "embedded") await clock.sleep(EMBEDDED_BREATHES, signal);
    }
  }
  return closed;
}

/** For some seconds: hours that become due meanwhile come first. Answers how many were told again. */
async function settle({ db, clock }: Pick<World, "db" | "clock">, signal: AbortSignal): Promise<number> {
  const until = clock.elapsed() + SETTLING_MS;
  let told = 0;
  for (const { id } of await homes(db))
    for (let some = 1; some > 0 && !signal.aborted && clock.elapsed() < until; told += some)
      some = await settleTold({ db, clock, signal }, id);
  return told;
}

/** Looks through all that was ever told, so only after something was. Answers how many days were folded: there may be more. */
async function fold({ db }: World, nowIn: (home: number) => number, signal: AbortSignal): Promise<number> {
  let days = 0;
  for (const { id } of await homes(db)) days += await foldDays(db, id, instantOf(nowIn(id)).slice(0, 10), signal);
  return days;
}

const closeHour = (db: Transactions, { id, time_zone }: Home, hour: string): Promise<number> =>
  db.transaction(async (tx) => {
    if ((await takeDueHour(tx, id, hour)) === 0) return 0;
    await writePostings(tx, id, hour);
    await rollUpHour(tx, { home: id, hour, timeZone: time_zone });
    await tellHour(tx, id, hour);
    await doubtNextHour(tx, id, hour);
    await markUnlearned(tx, id, hour);
    await deleteTallies(tx, hour.slice(0, 10), id); // it tells of a day that has grown
    return 1;
  });

type Home = { id: number; time_zone: string };

const homes = (db: Queries) =>
  db.rows<Home>(sql`
    select id, time_zone
    from people.home
    limit 10000`);
