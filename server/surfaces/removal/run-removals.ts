import type { Queries } from "#db/database.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { soon } from "#server/soon.ts";
import { blankAudit } from "#server/store/ledger/chain/queries.ts";
import type { World } from "#server/world.ts";
import * as queries from "./queries.ts";

const GATHER = { seconds: 0.1 };
const AUDIT = "home_assistant_audit_log";
const AGAIN = { minutes: 1 };

const wakers = new WeakMap<World["db"], () => void>();

/** After a wish was written. */
export const wakeRemovals = ({ db }: Pick<World, "db">): void => wakers.get(db)?.();

/** One removal after the other, in short transactions; what a process that was killed left is found again by the next. */
export function runRemovals(world: World): AsyncDisposable {
  const { clock, db, log } = world;
  const stop = new AbortController();
  const runAll = async () => {
    for (const removal of await queries.unfinished(db))
      if (!stop.signal.aborted) await run(world, removal, stop.signal);
  };
  const work = soon(clock, GATHER, runAll, (error) => {
    if (!isDatabaseAway(error))
      log.error("what is to be removed could not; it is tried again each minute", failure(error));
  });
  wakers.set(db, work.call);
  const looking = clock.every(AGAIN, work.call);
  work.call();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await looking[Symbol.asyncDispose]();
      await work[Symbol.asyncDispose]();
    },
  };
}

type Step = { table: string; where: "gone" | "kept"; isCounted: boolean; some(tx: Queries): Promise<number> };

async function run(world: World, removal: queries.Unfinished, stop: AbortSignal): Promise<void> {
  const { db, log, clock } = world;
  const steps = removal.kind === "home" ? await stepsOfHome(db, removal.home) : await stepsOfPerson(db, removal.person);
  await queries.noteSteps(db, removal.id, steps.length);
  for (const step of steps) {
    while (!stop.aborted && (await once(db, removal.id, step)) > 0) {
      // until nothing of it is left
    }
    if (stop.aborted) return;
    await queries.noteStep(db, removal.id);
  }
  if (removal.kind === "home") await endHome(world, removal.home);
  await db.transaction(async (tx) => {
    if (removal.person !== null) await queries.deleteAccount(tx, removal.person);
    await queries.noteEnd(tx, removal.id, instantOf(clock.now()));
  });
  log.info("removal done", { removal: removal.id, kind: removal.kind });
}

const once = (db: World["db"], id: number, { some, ...what }: Step): Promise<number> =>
  db.transaction(async (tx) => {
    if (!(await queries.heldStill(tx, id))) return 0; // another server was faster
    const rows = await some(tx);
    if (rows > 0) await queries.noteGone(tx, { id, ...what, rows });
    return rows;
  });

async function stepsOfPerson(db: World["db"], person: string | null): Promise<Step[]> {
  if (person === null) return [];
  const places = await queries.placesOfPeople(db);
  const steps = places.map(
    (place): Step => ({
      table: place.name,
      where: place.keeps ? "kept" : "gone",
      isCounted: false,
      some: (tx) => queries.letGoOf(tx, place, person),
    }),
  );
  return [...steps, { table: AUDIT, where: "kept", isCounted: false, some: (tx) => blankAudit(tx, person) }];
}

/** What has no reference to its home goes bit by bit; the rest, which is small, is counted, and goes with it. */
async function stepsOfHome(db: World["db"], home: number): Promise<Step[]> {
  const places = await queries.placesOfHomes(db);
  return places.map((place) => {
    let isDone = false;
    const counted = async (tx: Queries) => {
      if (isDone) return 0;
      isDone = true;
      return queries.countOf(tx, place.name, home);
    };
    const some = (tx: Queries) => queries.deleteSome(tx, { ...place, home });
    const isCounted = !place.is_loose;
    return { table: place.name, where: "gone", isCounted, some: isCounted ? counted : some };
  });
}

/** Intake stops here, and takes with it what came meanwhile. */
async function endHome(world: World, home: number): Promise<void> {
  const intake = intakes.get(world);
  for (const [id, { row }] of intake?.connections ?? []) if (row.home_id === home) await intake?.remove(id);
  await world.db.transaction((tx) => queries.deleteHome(tx, home));
}
