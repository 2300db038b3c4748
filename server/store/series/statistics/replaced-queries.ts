import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

const COLUMNS = sql`hour, series_id, home_id, source, is_held, count, mean, weight, min, max, last, change, last_reset`;

/** Before an import makes these hours its own: their statistics, so that they can come back. */
export const keepReplacedHours = (
  tx: Queries,
  { home, importId, mark }: { home: number; importId: number; mark: string },
  hours: Instant[],
) =>
  tx.run(sql`
    insert into series.replaced_hour (import_id, ${COLUMNS})
    select ${importId}::int, ${COLUMNS}
    from series.hour
    where hour = any (${hours}::timestamptz[]) and home_id = ${home} and source <> 'e' and source <> ${mark}::"char"
    on conflict do nothing`);

type Changed = { hour: Instant; series_id: number };

/** Puts them back where nothing better is now. */
export const putBackHours = (tx: Queries, importId: number, { from, to }: { from: Instant; to: Instant }) =>
  tx.rows<Changed>(sql`
    insert into series.hour (${COLUMNS})
    select ${COLUMNS}
    from series.replaced_hour
    where import_id = ${importId} and hour >= ${from}::timestamptz and hour < ${to}::timestamptz
    order by hour, series_id
    on conflict do nothing
    returning hour, series_id`);

export const forgetReplacedHours = (tx: Queries, importId: number) =>
  tx.run(sql`delete from series.replaced_hour where import_id = ${importId}`);

/** Statistics that an import added. */
export const removeMarkedHours = (
  tx: Queries,
  { home, mark }: { home: number; mark: string },
  { from, to }: { from: Instant; to: Instant },
) =>
  tx.rows<Changed>(sql`
    delete from series.hour
    where home_id = ${home} and source = ${mark}::"char" and hour >= ${from}::timestamptz and hour < ${to}::timestamptz
    returning hour, series_id`);

export const removeRolledHours = async (tx: Queries, home: number, hours: Instant[]): Promise<void> => {
  await tx.run(sql`
    delete from series.five_minutes
    where home_id = ${home} and hour = any (${hours}::timestamptz[])`);
  await tx.run(sql`
    delete from series.hour
    where home_id = ${home} and hour = any (${hours}::timestamptz[]) and source = 'e'`);
};
