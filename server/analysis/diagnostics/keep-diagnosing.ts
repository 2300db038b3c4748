import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { expireFindings } from "#server/store/ledger/findings/act-queries.ts";
import type { World } from "#server/world.ts";
import { diagnose } from "./diagnose.ts";
import { tellSteps } from "./tell-steps.ts";

export const EVERY = { minutes: 2 };
const DAY_MS = 86_400_000;
/** What is closed is told of for so long. */
const KEPT_MS = 366 * DAY_MS;
const QUIET_KEPT_MS = 7 * DAY_MS;

/** Looks at each home again and again; one that cannot be looked at now is looked at next time. */
export function keepDiagnosing(world: World): AsyncDisposable {
  return world.clock.every(EVERY, async () => {
    for (const { row } of intakes.get(world)?.connections.values() ?? []) await lookAt(world, row.home_id);
  });
}

async function lookAt(world: World, home: number): Promise<void> {
  try {
    const ran = await diagnose(world, home, "schedule");
    if (ran.opened + ran.closed > 0) world.log.info("findings settled", { opened: ran.opened, closed: ran.closed });
    await tellSteps(world, home);
    const ago = (span: number) => instantOf(world.clock.now() - span);
    await expireFindings(world.db, home, { told: ago(KEPT_MS), quiet: ago(QUIET_KEPT_MS) });
  } catch (error) {
    if (isDatabaseAway(error) || error instanceof Refusal) return; // told by whoever keeps the connection
    world.log.error("a home could not be diagnosed", failure(error));
  }
}
