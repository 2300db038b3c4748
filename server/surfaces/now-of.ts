import sql from "sql-template-tag";
import { Temporal } from "temporal-polyfill";
import type { Queries, Transactions } from "#db/database.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";

/** What the home's own clock shows, in milliseconds. */
export const shownNow = (world: World, home: number): number => intakes.get(world)?.nowIn(home) ?? world.clock.now();

/** The same, in the home's own zone. */
export async function nowOf(world: World, db: Transactions, home: number): Promise<Temporal.ZonedDateTime> {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(shownNow(world, home)));
  return now.toZonedDateTimeISO(await timeZoneOf(db, home));
}

export async function timeZoneOf(tx: Pick<Queries, "row">, home: number): Promise<string> {
  const row = await tx.row<{ time_zone: string }>(sql`
    select time_zone
    from people.home
    where id = ${home}`);
  return row?.time_zone ?? "UTC";
}
