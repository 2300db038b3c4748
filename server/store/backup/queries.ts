import sql, { raw, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** Of a table, the share of rows that are wanted, by a look at so many percent of its pages. */
export async function shareOf(tx: Queries, name: string, only: Sql, percent: number): Promise<number> {
  const row = await tx.row<{ share: number | null }>(sql`
    select count(*) filter (where ${only})::float8 / nullif(count(*), 0) as share
    from ${raw(name)} as kept tablesample system (${percent}::float4)`);
  return row?.share ?? 0;
}

/** No single event is there before `since`, so nothing may claim that this time was recorded. */
export const beginCoverage = (tx: Queries, since: string) =>
  tx.run(sql`
    update memory.coverage
    set started_at = ${since}::timestamptz
    where started_at < ${since}::timestamptz`);
