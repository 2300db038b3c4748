import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type PastState = { entity_id: string; at: Instant; state: string | null };
/** More would not be read in a second or two. */
export const MOST_STATES = 200_000;

/** States of these in a span, each thing's oldest first. */
export const statesOf = (tx: Queries, home: number, span: { since: Instant; now: Instant; keys: readonly number[] }) =>
  tx.rows<PastState>(sql`
    select entity.entity_id, told.at, told.state
    from memory.events_between(${home}::int, ${span.since}::timestamptz, ${span.now}::timestamptz, ${[...span.keys]}::int[]) as told
    join house.entity on entity.id = told.entity_id
    where told.type_id = 0
    order by told.entity_id, told.at
    limit ${MOST_STATES}`);

/** Own checks that stand, whether they are still in the file or not. */
export const standingOwn = async (tx: Queries, home: number, prefix: string): Promise<string[]> =>
  (
    await tx.rows<{ check_name: string }>(sql`
    select distinct check_name
    from ledger.finding
    where home_id = ${home} and closed_at is null and starts_with(check_name, ${prefix})
    limit 1000`)
  ).map(({ check_name }) => check_name);
