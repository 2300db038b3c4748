import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { type Intake, intakes } from "#server/intake/connected-homes.ts";
import type { Watched } from "#server/intake/watched.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { World } from "#server/world.ts";
import { zonedAt } from "#server/zoned.ts";
import { whyNotNow } from "../hold-back.ts";
import { houseNow } from "../house-now.ts";
import { foretellFailures } from "./foretell-failures.ts";

const EVERY = { minutes: 20 };

/** Foretells once a day what will fail in each home; what was said that day already is left as it is. */
export function keepForetelling(world: World): AsyncDisposable {
  const done = new Map<number, string>(); // by home, the day
  return world.clock.every(EVERY, async () => {
    const intake = intakes.get(world);
    for (const watched of intake?.connections.values() ?? [])
      if (intake) await foretellIn(world, { intake, watched, done });
  });
}

type Round = { intake: Intake; watched: Watched; done: Map<number, string> };

async function foretellIn(world: World, { intake, watched, done }: Round): Promise<void> {
  const home = watched.row.home_id;
  try {
    const now = intake.nowIn(home) / 1000;
    const present = presentStates(world, home);
    if (whyNotNow({ isLive: watched.isLive, isRunning: true }, present, now)) return;
    const timeZone = await timeZoneOf(world.db, home);
    const today = zonedAt(now * 1e6, timeZone)
      .toPlainDate()
      .toString();
    if (done.get(home) === today) return;
    const looked = { home, now, present, reported: reportedNow(world, home), integrations: [] };
    await world.db.transaction(async (tx) => foretellFailures(tx, await houseNow(tx, looked), { home, timeZone }));
    done.set(home, today);
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("failures could not be foretold", failure(error));
  }
}
