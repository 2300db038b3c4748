import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** The home's own, by its IANA name. */
export async function timeZoneOf(tx: Pick<Queries, "row">, home: number): Promise<string> {
  const row = await tx.row<{ time_zone: string }>(sql`
    select time_zone
    from people.home
    where id = ${home}`);
  return row?.time_zone ?? "UTC";
}
