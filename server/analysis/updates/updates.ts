import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import { keepUpdates } from "./keep-updates.ts";
import { listInstalled } from "./list-installed.ts";

const EVERY = { minutes: 30 };

/** What was updated, and whether it was for the better. */
export const updates: Capability = {
  name: "updates",
  commands: [listInstalled],
  async start(world, stack) {
    stack.use(world.clock.every(EVERY, () => keepAll(world)));
  },
};

async function keepAll(world: World): Promise<void> {
  const intake = intakes.get(world);
  try {
    for (const { row } of intake?.connections.values() ?? [])
      await world.db.transaction((tx) => keepUpdates(tx, row.home_id, intake?.nowIn(row.home_id) ?? world.clock.now()));
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("updates could not be compared", failure(error));
  }
}
