import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import { keepCounts } from "./keep-counts.ts";

const EVERY = { minutes: 10 };

/** How often each integration writes errors, so that more than usual is seen. */
export const logErrors: Capability = {
  name: "log-errors",
  async start(world, stack) {
    stack.use(world.clock.every(EVERY, () => countAll(world)));
  },
};

async function countAll(world: World): Promise<void> {
  const intake = intakes.get(world);
  try {
    for (const { row } of intake?.connections.values() ?? [])
      await world.db.transaction((tx) => keepCounts(tx, row.home_id, intake?.nowIn(row.home_id) ?? world.clock.now()));
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("errors in Home Assistant's log could not be counted", failure(error));
  }
}
