import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

/** How often an integration wrote into the log within an hour of UTC. */
export interface LogHour {
  readonly hour: Instant;
  readonly domain: string;
  /** Critical ones included. */
  readonly errors: number;
  readonly warnings: number;
}

export interface Hours {
  readonly home: number;
  readonly from: Instant;
  readonly to: Instant;
}

export async function replaceLogHours(tx: Queries, { home, from, to }: Hours, rows: readonly LogHour[]): Promise<void> {
  await tx.run(sql`delete from ledger.log_hour where home_id = ${home} and hour >= ${from} and hour < ${to}`);
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into ledger.log_hour (home_id, hour, domain, errors, warnings)
    select ${home}, hour, domain, errors, warnings
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (hour timestamptz, domain text, errors int, warnings int)
    on conflict (home_id, hour, domain) do update set errors = excluded.errors, warnings = excluded.warnings`);
}

export const logHoursIn = (tx: Queries, { home, from, to }: Hours) =>
  tx.rows<LogHour>(sql`
    select hour, domain, errors, warnings
    from ledger.log_hour
    where home_id = ${home} and hour >= ${from} and hour < ${to}
    order by hour, domain
    limit 100000`);

export const lastLogHour = async (tx: Queries, home: number): Promise<Instant | undefined> =>
  (
    await tx.row<{ hour: Instant }>(sql`
    select hour
    from ledger.log_hour
    where home_id = ${home}
    order by hour desc
    limit 1`)
  )?.hour;

export const expireLogHours = (tx: Queries, home: number, before: Instant) =>
  tx.run(sql`delete from ledger.log_hour where home_id = ${home} and hour < ${before}`);
