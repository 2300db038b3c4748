import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { EventKey } from "../linking.ts";
import * as queries from "./queries.ts";

const HOUR = 3_600_000_000; // microseconds
/** Most things change within the hour; the longest look back is what memory keeps by default. */
const LOOKS_BACK = [HOUR, 24 * HOUR, 8 * 24 * HOUR, 90 * 24 * HOUR];

/** Where the last change of an entity until an instant is stored, to that state where one is named. */
export async function lastChange(
  db: Queries,
  home: number,
  { entity, at, state }: { entity: string; at: Instant; state?: string },
): Promise<EventKey | undefined> {
  for (const back of LOOKS_BACK) {
    const since = fromMicroseconds(toMicroseconds(at) - back);
    const key = await queries.lastChange(db, home, { entity, state, since, until: at });
    if (key) return key;
  }
  return undefined;
}
