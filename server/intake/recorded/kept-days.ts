import type { Queries } from "#db/database.ts";
import { type Days, keeping, longest } from "#server/store/memory/retention/keep-days.ts";
import { keepRules } from "#server/store/memory/retention/queries.ts";

/** How many days a home keeps of what it keeps longest; null: for ever. What is older leaves its summaries. */
export async function keptDays(db: Queries, home: number): Promise<Days> {
  const { classDays } = keeping(await keepRules(db, home));
  return longest([classDays("measurements"), classDays("states"), classDays("diagnostics"), classDays("events")]);
}
