import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type ContinuedRow = {
  id: number;
  old_id: number;
  new_id: number;
  since: Instant;
  at: Instant;
  undone_at: Instant | null;
  entity_id: string;
  was: string;
};

export const insertContinued = (
  tx: Queries,
  home: number,
  it: { old: number; new: number; since: Instant; at: Instant },
) =>
  tx.row<{ id: number }>(sql`
    insert into house.continued (home_id, old_id, new_id, since, at)
    values (${home}, ${it.old}, ${it.new}, ${it.since}, ${it.at})
    returning id`);

/** The latest first; who goes on is called as the new one was. */
export const continuedOf = (tx: Queries, home: number) =>
  tx.rows<ContinuedRow>(sql`
    select continued.id, old_id, new_id, since, at, undone_at, goes_on.entity_id, left_behind.entity_id as was
    from house.continued
    join house.entity as goes_on on goes_on.id = old_id
    join house.entity as left_behind on left_behind.id = new_id
    where continued.home_id = ${home}
    order by continued.id desc
    limit 500`);

export const noteUndone = (tx: Queries, home: number, { id, at }: { id: number; at: Instant }) =>
  tx.run(sql`update house.continued set undone_at = ${at} where home_id = ${home} and id = ${id}`);

/** While it is done nobody else does it. */
export const lockContinuing = (tx: Queries, home: number) =>
  tx.rows(sql`select id from people.home where id = ${home} for update`);
