import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import { type Standing, standingIn } from "#server/store/unusual/standing.ts";

/** What of a sensor is out of the usual; `since` in seconds since the epoch. */
export type Unusual = Omit<Standing, "since" | "entity_id"> & { readonly since: number };

/** By the row of house.entity. */
export async function unusualIn(tx: Queries, home: number): Promise<ReadonlyMap<number, readonly Unusual[]>> {
  const rows = (await standingIn(tx, home)).map((row) => ({ ...row, since: toMicroseconds(row.since) / 1e6 }));
  return Map.groupBy(rows, ({ entity_id }) => entity_id);
}
