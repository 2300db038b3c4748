import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { EventKey } from "../linking.ts";
import { statesBefore } from "../states-before.ts";
import * as queries from "./queries.ts";

const HOUR = 3_600_000_000; // microseconds
/** Most things change within the hour; the longest look back is what memory keeps by default. */
const LOOKS_BACK = [HOUR, 24 * HOUR, 8 * 24 * HOUR, 90 * 24 * HOUR];

type Wanted = { entity: string; at: Instant; state?: string };

/** Where the last change of an entity until an instant is stored, to that state where one is named, and what was before. */
export async function lastChange(
  db: Queries,
  home: number,
  { entity, at, state }: Wanted,
): Promise<{ key: EventKey; previous: string | null } | undefined> {
  const entities = await queries.entitiesNamed(db, home, entity);
  const until = toMicroseconds(at) + 1;
  let searched = until;
  for (const back of LOOKS_BACK) {
    const span = { since: fromMicroseconds(until - back), until: fromMicroseconds(searched) };
    const found = await queries.lastChange(db, home, { entities, state, ...span });
    const previous = found?.is_first ? await stateBefore(db, home, found) : found?.previous;
    if (found && previous !== found.state) return { key: found, previous: previous ?? null };
    searched = found ? toMicroseconds(found.at) : until - back;
  }
  return undefined;
}

export async function stateBefore(db: Queries, home: number, { entity_id, at }: EventKey): Promise<string | null> {
  const [earlier] = await statesBefore(db, { home, wanted: [{ entity_key: entity_id, at }] });
  return earlier?.state ?? null;
}
