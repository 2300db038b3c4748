import type { Queries } from "#db/database.ts";
import type { EventKey } from "../linking.ts";
import { NONE } from "../remember.ts";
import { type Fact, isState } from "./fact.ts";
import { factOf } from "./fact-row.ts";
import { stateBefore } from "./last-change.ts";
import * as queries from "./queries.ts";

/** The event of this key with its old state; `previous` is the state of the entity's previous row, where that is known. */
export async function factAt(
  db: Queries,
  home: number,
  { key, previous }: { key: EventKey; previous?: string | null },
): Promise<Fact | undefined> {
  const row = await queries.factAt(db, home, key);
  if (!row) return undefined;
  const fact = factOf(row);
  if (!isState(fact) || fact.oldState === NONE) return { ...fact, oldState: null };
  if (fact.oldState !== null) return fact;
  return { ...fact, oldState: previous === undefined ? await stateBefore(db, home, key) : previous };
}
