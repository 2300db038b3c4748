import type { Database } from "#db/database.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { lastKnown } from "#server/last-known.ts";
import { latestGaps } from "#server/store/memory/coverage.ts";
import { countLetters } from "#server/store/memory/letter-queries.ts";
import type { SystemStatus } from "./contract.ts";

type Facts = { gaps: SystemStatus["gaps"]; dead: number };

const known = new WeakMap<Database, ReturnType<typeof lastKnown<Facts>>>(); // by homes

/** What the database knows of these homes; while it is away, what it last said. */
export async function factsOf(db: Database, homes: number[]): Promise<Facts> {
  const facts = known.get(db) ?? lastKnown<Facts>();
  known.set(db, facts);
  const asked = db.for("asked");
  try {
    return await facts.ask(homes.join(), async () => ({
      gaps: await latestGaps(asked, homes),
      dead: (await countLetters(asked, homes))?.letters ?? 0,
    }));
  } catch (error) {
    if (isDatabaseAway(error)) return { gaps: [], dead: 0 };
    throw error;
  }
}
