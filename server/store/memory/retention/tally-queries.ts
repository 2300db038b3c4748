import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Tally } from "./day-plan.ts";

const TALLY = sql`to_char(day, 'YYYY-MM-DD') as day, home_id, entities, states, changes, others, hours, bytes::float8[] as bytes, homely, attributes_id`;

export const talliesOf = (db: Queries, day: string) =>
  db.rows<Tally>(sql`
    select ${TALLY}
    from memory.day_tally
    where day = ${day}
    limit 10000`);

export const talliesSince = (db: Queries, home: number, day: string) =>
  db.rows<Tally>(sql`
    select ${TALLY}
    from memory.day_tally
    where home_id = ${home} and day >= ${day}
    order by day
    limit 4000`);

export const writeTally = (tx: Queries, tally: Tally) =>
  tx.run(sql`
    insert into memory.day_tally (day, home_id, entities, states, changes, others, hours, bytes, homely, attributes_id)
    values (${tally.day}, ${tally.home_id}, ${tally.entities}::int[], ${tally.states}::int[], ${tally.changes}::int[],
      ${tally.others}::int[], ${tally.hours}::int[], ${tally.bytes.map(Math.round)}::bigint[], ${tally.homely}, ${tally.attributes_id})
    on conflict (day, home_id) do update set
      entities = excluded.entities, states = excluded.states, changes = excluded.changes, others = excluded.others,
      hours = excluded.hours, bytes = excluded.bytes, homely = excluded.homely, attributes_id = excluded.attributes_id`);

/** They no longer tell what is there. */
export const deleteTallies = (tx: Queries, day: string, home: number | null = null) =>
  tx.run(sql`delete from memory.day_tally where day = ${day} and (${home}::int is null or home_id = ${home}::int)`);

export type HourCount = {
  home_id: number;
  /** 0: events about no entity. */
  entity: number;
  states: number;
  changes: number;
  others: number;
  bytes: number;
};

/** A pointer to the row, its key and its place in a list of the hour; see docs/decisions/0002. */
const BESIDE_ROW = 48;

const ofEveryHome = (from: string) => sql`
  select event.*
  from memory.event
  where at >= ${from} and at < ${from}::timestamptz + interval '1 hour'
  union all
  select told.*
  from people.home
  cross join lateral memory.sealed_between(home.id, ${from}::timestamptz, ${from}::timestamptz + interval '1 hour', null) as told`;

/** An hour by entity. The first state of the hour counts as a change: one look back an hour would be one read of the hour before. */
export const countHour = (db: Queries, from: string) =>
  db.rows<HourCount>(sql`
    select home_id, greatest(entity_id, 0) as entity,
      count(*) filter (where type_id = 0)::int as states,
      count(*) filter (where type_id = 0 and (place = 1 or state is distinct from previous))::int as changes,
      count(*) filter (where type_id <> 0)::int as others,
      sum(size + ${BESIDE_ROW}::int)::bigint as bytes
    from (
      select home_id, entity_id, type_id, state, pg_column_size(event.*) as size,
        lag(state) over before as previous, row_number() over before as place
      from (${ofEveryHome(from)}) as event
      window before as (partition by entity_id, type_id order by at)) as told
    group by 1, 2
    limit 1000000`);

export type NewAttributes = { home_id: number; entity: number; bytes: number; upto: number };

/** What entities brought in attributes that nobody had brought before; ids only grow. */
export const newAttributes = (db: Queries, from: string, upto: number) =>
  db.rows<NewAttributes>(sql`
    select attributes.home_id, told.entity_id as entity, sum(pg_column_size(attributes.*))::bigint as bytes,
      max(attributes.id)::int as upto
    from (
      select distinct entity_id, attributes_id
      from (${ofEveryHome(from)}) as event
      where attributes_id > ${upto}::int) as told
    join memory.attributes on attributes.id = told.attributes_id
    group by 1, 2
    limit 1000000`);

export const highestAttributes = async (db: Queries, before: string): Promise<number> =>
  (
    await db.row<{ id: number }>(sql`
      select coalesce(max(attributes_id), 0) as id
      from memory.day_tally
      where day < ${before}`)
  )?.id ?? 0;
