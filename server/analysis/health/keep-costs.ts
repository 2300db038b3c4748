import { listenWhenThere } from "#db/listen-when-there.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { soon } from "#server/soon.ts";
import { lockHome } from "#server/store/ledger/findings/queries.ts";
import type { World } from "#server/world.ts";
import { beginCosts, costingNow, endCosts, expireCosts, noteScored } from "./queries.ts";

export const EVERY = { minutes: 1 };
const GATHER = { seconds: 0.2 };
const KEPT_MS = 366 * 86_400_000;

/** Writes down when findings begin and end to cost; where nothing changes, nothing is written. A database that is away is waited for. */
export function keepCosts(world: World): AsyncDisposable {
  const look = soon(
    world.clock,
    GATHER,
    async () => {
      if (await listening.isHearing()) await settleAll(world);
    },
    (error) => {
      if (!isDatabaseAway(error)) world.log.error("the health of a home could not be kept", failure(error));
    },
  );
  const listening = listenWhenThere(world.db, ["ledger"], look.call);

  look.call();
  const ticking = world.clock.every(EVERY, async () => look.call()); // what becomes old enough is told by nobody
  return {
    async [Symbol.asyncDispose]() {
      await ticking[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
      await listening[Symbol.asyncDispose]();
    },
  };
}

async function settleAll(world: World): Promise<void> {
  const intake = intakes.get(world);
  for (const { row } of intake?.connections.values() ?? [])
    await settleCosts(world, row.home_id, intake?.nowIn(row.home_id) ?? world.clock.now());
}

/** `now` in milliseconds since the epoch, by the home's own clock. */
export async function settleCosts({ db }: Pick<World, "db">, home: number, now: number): Promise<void> {
  const at = instantOf(now);
  await db.transaction(async (tx) => {
    await lockHome(tx, home);
    const costing = (await costingNow(tx, home, { now: at })).map(({ finding, severity }) => ({ finding, severity }));
    const changed = (await endCosts(tx, { home, at }, costing)) + (await beginCosts(tx, { home, at }, costing));
    if (changed === 0) return;
    await expireCosts(tx, home, instantOf(now - KEPT_MS));
    await noteScored(tx, home);
  });
}
