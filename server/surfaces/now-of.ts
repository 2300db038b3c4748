import { Temporal } from "temporal-polyfill";
import type { Transactions } from "#db/database.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { World } from "#server/world.ts";

/** What the home's own clock shows, in the home's own zone. */
export async function nowOf(world: World, db: Transactions, home: number): Promise<Temporal.ZonedDateTime> {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(shownNow(world, home)));
  return now.toZonedDateTimeISO(await timeZoneOf(db, home));
}
