import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type Verdicts = { verdict: string | null; n: number };

export const verdictsIn = (db: Queries, home: number) =>
  db.rows<Verdicts>(sql`
    select verdict, count(*)::int as n
    from healing.attempt
    where home_id = ${home}
    group by verdict
    order by verdict
    limit 10`);

/** What somebody is still told of. */
export const standingIncidents = async (db: Queries, home: number): Promise<string[]> =>
  (
    await db.rows<{ kind: string }>(sql`
      select kind from ledger.incident where home_id = ${home} and closed_at is null order by id limit 100`)
  ).map(({ kind }) => kind);

export const incidentsIn = async (db: Queries, home: number, kind: string): Promise<number> =>
  (
    await db.row<{ n: number }>(sql`
      select count(*)::int as n from ledger.incident where home_id = ${home} and kind = ${kind}`)
  )?.n ?? 0;
