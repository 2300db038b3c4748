import sql from "sql-template-tag";
import { Temporal } from "temporal-polyfill";
import type { Transactions } from "#db/database.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";

/** What the home's own clock shows, in its own zone. */
export async function nowOf(world: World, db: Transactions, home: number): Promise<Temporal.ZonedDateTime> {
  const row = await db.row<{ time_zone: string }>(sql`
    select time_zone
    from people.home
    where id = ${home}`);
  const now = intakes.get(world)?.nowIn(home) ?? world.clock.now();
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(row?.time_zone ?? "UTC");
}
