import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";

const HOUR = 3_600_000_000; // microseconds
const DAY = 24 * HOUR;
/** Most things spoke within the hour or the day; each farther look has the planner think of more days. */
const LOOKS_BACK = [HOUR, DAY, 30 * DAY, 3_660 * DAY];

const MOST_DUE_HOURS = 100;

type Earlier = { entity_key: number; at: Instant };
type EarlierState = Earlier & { state: string | null };

type Asked = {
  home: number;
  wanted: readonly Earlier[];
  /** Asked before it looks farther than a day. */
  goOn?: () => Promise<boolean>;
};

/** The state that each entity had just before its instant; those of which nothing earlier is known are left out. */
export async function statesBefore(tx: Queries, { home, wanted, goOn }: Asked): Promise<EarlierState[]> {
  const found: EarlierState[] = [];
  let missing = wanted;
  for (const back of LOOKS_BACK) {
    if (missing.length === 0) break;
    if (back > DAY && goOn && !(await goOn())) break;
    const more = await statesWithin(tx, home, missing, spanBefore(missing, back));
    found.push(...more);
    const known = new Set(more.map(nameOf));
    missing = missing.filter((one) => !known.has(nameOf(one)));
  }
  return found;
}

/** Whether a look far back costs little: hours that are due are read whole, and of a past that comes in just now there may be thousands. */
export const mayLookFar = async (tx: Queries, home: number): Promise<boolean> =>
  (
    await tx.row<{ is: boolean }>(sql`
      select count(*) <= ${MOST_DUE_HOURS} as is
      from (select from memory.due_hour where home_id = ${home} limit ${MOST_DUE_HOURS + 1}) as due`)
  )?.is ?? true;

const nameOf = ({ entity_key, at }: Earlier): string => `${entity_key} ${toMicroseconds(at)}`;

type Span = { since: Instant; until: Instant };

/** From a whole hour on, so that what a posting lists of it is never older than what its open hour would tell. */
function spanBefore(wanted: readonly Earlier[], back: number): Span {
  const instants = wanted.map(({ at }) => toMicroseconds(at));
  const first = Math.max(0, Math.min(...instants) - back);
  return { since: fromMicroseconds(first - (first % HOUR)), until: fromMicroseconds(Math.max(...instants)) };
}

/**
 * Due hours are read once for all that is wanted, for their rows are kept by time and each look for one thing would read the hour; closed
 * ones by their postings, which also list what is no state. An hour that is due again has both, and the later counts. The span stands beside
 * each instant, for the planner passes over other days by constants only.
 */
const statesWithin = (tx: Queries, home: number, wanted: readonly Earlier[], { since, until }: Span) =>
  tx.rows<EarlierState>(sql`
    with wanted as materialized (
      select entity_key, at from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (entity_key int, at timestamptz)),
    open as materialized (
      select event.entity_id, event.at, event.state
      from memory.due_hour as due
      cross join lateral (
        select told.entity_id, told.at, told.state
        from memory.event as told
        where told.at >= due.hour and told.at < due.hour + interval '1 hour' and told.at >= ${since} and told.at < ${until}
          and told.entity_id = any (${[...new Set(wanted.map(({ entity_key }) => entity_key))]}::int[]) and told.type_id = 0
        limit 1000000) as event
      where due.home_id = ${home} and due.hour >= ${since} and due.hour < ${until}),
    last_open as materialized (
      select distinct on (wanted.entity_key, wanted.at) wanted.entity_key, wanted.at, open.at as told_at, open.state
      from wanted
      join open on open.entity_id = wanted.entity_key and open.at < wanted.at
      order by wanted.entity_key, wanted.at, open.at desc)
    select wanted.entity_key, wanted.at, latest.state
    from wanted
    cross join lateral (
      select told.at, told.state
      from (
        select last_open.told_at as at, last_open.state
        from last_open
        where last_open.entity_key = wanted.entity_key and last_open.at = wanted.at
        union all
        (select closed.at, closed.state
        from memory.posting
        cross join lateral (
          select listed.at, event.state
          from (
            select at
            from unnest(posting.times) as at
            where at < wanted.at
            order by at desc
            limit 1000000) as listed -- in this order already, so that the first that is a state ends it
          cross join lateral (
            select told.state
            from memory.event as told
            where told.at = listed.at and told.at >= ${since} and told.at < ${until}
              and told.entity_id = wanted.entity_key and told.type_id = 0
            limit 1) as event
          order by listed.at desc
          limit 1) as closed
        where posting.entity_id = wanted.entity_key and posting.hour < wanted.at and posting.hour >= ${since} and posting.hour < ${until}
        order by posting.hour desc
        limit 1)
        union all
        select sealed.at, sealed.state
        from memory.sealed_before(wanted.entity_key, ${since}::timestamptz, wanted.at) as sealed) as told
      order by told.at desc
      limit 1) as latest
    limit 100000`);
