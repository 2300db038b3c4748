import type { Database } from "#db/database.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { instantOf } from "#server/instant.ts";
import { lastKnown } from "#server/last-known.ts";
import { pausesOf } from "#server/store/memory/control/queries.ts";
import { latestGaps } from "#server/store/memory/coverage.ts";
import { countLetters } from "#server/store/memory/letter-queries.ts";
import type { World } from "#server/world.ts";
import type { SystemStatus } from "./contract.ts";

type Facts = { gaps: SystemStatus["gaps"]; pauses: SystemStatus["pauses"]; dead: number };

const known = new WeakMap<Database, ReturnType<typeof lastKnown<Facts>>>(); // by homes

/** What the database knows of these homes; while it is away, what it last said. */
export async function factsOf({ db, clock }: Pick<World, "db" | "clock">, homes: number[]): Promise<Facts> {
  const facts = known.get(db) ?? lastKnown<Facts>();
  known.set(db, facts);
  const asked = db.for("asked");
  try {
    return await facts.ask(homes.join(), async () => ({
      gaps: await latestGaps(asked, homes),
      pauses: await pausesOf(asked, homes, instantOf(clock.now())),
      dead: (await countLetters(asked, homes))?.letters ?? 0,
    }));
  } catch (error) {
    if (isDatabaseAway(error)) return { gaps: [], pauses: [], dead: 0 };
    throw error;
  }
}
