import sql, { raw, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Manifest } from "#db/snapshot/manifest.ts";

/** Of a table, the share of rows that are wanted, by a look at so many percent of its pages. */
export async function shareOf(tx: Queries, name: string, only: Sql, percent: number): Promise<number> {
  const row = await tx.row<{ share: number | null }>(sql`
    select count(*) filter (where ${only})::float8 / nullif(count(*), 0) as share
    from ${raw(name)} as kept tablesample system (${percent}::float4)`);
  return row?.share ?? 0;
}

/** Brings what refers to events in line with those that came along. */
export async function settlePart(tx: Queries, { scope, since }: Pick<Manifest, "scope" | "since">): Promise<void> {
  if (since) await beginCoverage(tx, since);
  if (scope === "essentials") await adoptHours(tx);
}

/** Hours of an import that is not known any more are as good as statistics of Home Assistant: another import may get its mark, and be undone. */
const adoptHours = (tx: Queries) =>
  tx.run(sql`
    update series.hour
    set source = 's'
    where source not in ('e', 's')`);

/** No single event is there before `since`, so nothing may claim that this time was recorded. */
const beginCoverage = (tx: Queries, since: string) =>
  tx.run(sql`
    update memory.coverage
    set started_at = ${since}::timestamptz
    where started_at < ${since}::timestamptz`);
