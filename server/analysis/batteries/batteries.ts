import { Temporal } from "temporal-polyfill";
import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { World } from "#server/world.ts";
import { foretell } from "./foretell.ts";
import { chemistriesTold } from "./levels-now.ts";
import { batteriesFeed, listBatteries } from "./list-batteries.ts";
import { batteriesOf, homesWithZones } from "./queries.ts";

const EVERY = { minutes: 30 };

/** When batteries will be empty, and how good that was foretold. */
export const batteries: Capability = {
  name: "batteries",
  commands: [listBatteries],
  feeds: [batteriesFeed],
  async start(world, stack) {
    stack.use(world.clock.every(EVERY, () => foretellAll(world)));
  },
};

/** What was said this week is left as it is, so that most rounds read and write nothing new. */
async function foretellAll(world: World): Promise<void> {
  const { db, clock, log } = world;
  try {
    for (const { id, time_zone } of await homesWithZones(db)) {
      const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(clock.now()));
      const today = now.toZonedDateTimeISO(time_zone).toPlainDate().toString();
      const present = presentStates(world, id);
      await db.transaction(async (tx) =>
        foretell(tx, id, { today, chemistries: chemistriesTold(await batteriesOf(tx, id), present) }),
      );
    }
  } catch (error) {
    if (!isDatabaseAway(error)) log.error("batteries could not be foretold", failure(error));
  }
}
