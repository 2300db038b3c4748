import type { Transactions } from "#db/database.ts";
import type { World } from "#server/world.ts";

/** The database as a reader may see it; null: the household, of which queries leave out what tells of somebody. */
export const viewOf = (world: World, reader: string | null): Transactions =>
  reader === null ? world.db : world.db.as(reader);
