import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { markDue } from "./queries.ts";
import { unsealBetween } from "./sealed/queries.ts";

export type Stretch = { home: number; from: Instant; to: Instant };
type EventRow = { at: Instant; entity_id: number; type_id: number };

/** Of an entity: its first event in the stretch, and how many there are. */
export const eventsOf = (tx: Queries, { home, from, to }: Stretch, entity: number) =>
  tx.row<{ first: Instant | null; count: number }>(sql`
    select min(at) as first, count(*)::int as count
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, array[${entity}]::int[])`);

/** No row of the house has it. */
const ASIDE = 2_147_483_646;
/** A statement's worth. */
const MOST_AT_ONCE = 5_000;
const MOST = 1_000_000;
/** Hours that somebody may be closing just now; older ones were closed long ago. */
const MOST_LOCKS = 2_000;

/**
 * Events of two entities change places, each looked up by its key. Their hours are to be closed again: lists, sums, episodes and sentences
 * are made anew from the events. Done once more it is as it was.
 */
export async function swapEvents(
  tx: Queries,
  stretch: Stretch,
  [one, other]: readonly [number, number],
): Promise<void> {
  const { home, from, to } = stretch;
  await unsealBetween(tx, home, stretch, [one, other]);
  const rows = await tx.rows<EventRow>(sql`
    select at, entity_id, type_id
    from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${[one, other]}::int[])
    order by at
    limit ${MOST}`);
  const [ones, others] = [one, other].map((key) => rows.filter(({ entity_id }) => entity_id === key)) as [
    EventRow[],
    EventRow[],
  ];
  await move(tx, ones, [one, ASIDE]);
  await move(tx, others, [other, one]);
  await move(tx, ones, [ASIDE, other]);
  const hours = [...new Set(rows.map(({ at }) => `${at.slice(0, 13)}:00:00+00:00`))];
  await tx.run(sql`
    delete from memory.posting
    where home_id = ${home} and entity_id = any (${[one, other]}::int[]) and hour = any (${hours}::timestamptz[])`);
  await markDue(tx, home, hours.slice(-MOST_LOCKS));
  await tx.run(sql`
    insert into memory.due_hour (home_id, hour)
    select ${home}::int, hour
    from unnest(${hours.slice(0, -MOST_LOCKS)}::timestamptz[]) as hour
    on conflict do nothing`);
}

async function move(tx: Queries, rows: readonly EventRow[], [from, to]: readonly [number, number]): Promise<void> {
  for (let first = 0; first < rows.length; first += MOST_AT_ONCE) {
    const keys = rows.slice(first, first + MOST_AT_ONCE).map(({ at, type_id }) => ({ at, type_id }));
    const told = sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as told (at timestamptz, type_id smallint)`;
    await tx.run(sql`
      update memory.event set entity_id = ${to}
      from ${told}
      where event.at = told.at and event.type_id = told.type_id and event.entity_id = ${from}`);
    await tx.run(sql`
      update memory.context set entity_id = ${to}
      from ${told}
      where context.at = told.at and context.type_id = told.type_id and context.entity_id = ${from}`);
  }
}
