import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** Any number that no other lock of ours uses; with the home it makes one lock a home. */
const LOCK = 7310020;

/** Whoever writes holds this to the end of the transaction, so that no attributes go between finding and using them. */
export const shareSweep = (tx: Queries, home: number) =>
  tx.row<{ number: number; upto: number | null }>(sql`
    select coalesce(sweep.number, 0) as number, sweep.upto
    from (select pg_advisory_xact_lock_shared(${LOCK}, ${home}::int)) as lock
    left join memory.attribute_sweep as sweep on sweep.home_id = ${home}::int`);

export const noteFound = (tx: Queries, home: number, ids: number[]) =>
  tx.run(sql`
    insert into memory.attribute_found (home_id, id)
    select ${home}::int, id
    from unnest(${ids}::int[]) as id
    order by id
    on conflict do nothing`);

/** From its commit on every writer asks anew for the ids that it remembers. */
export async function beginSweep(tx: Queries, home: number): Promise<void> {
  await lockSweep(tx, home);
  await tx.run(sql`delete from memory.attribute_found where home_id = ${home}`);
  await tx.run(sql`
    insert into memory.attribute_sweep as old (home_id, number, upto)
    values (${home}, 1, (select coalesce(max(id), 0) from memory.attributes where home_id = ${home}))
    on conflict (home_id) do update set number = old.number + 1, upto = excluded.upto`);
}

export const endSweep = (tx: Queries, home: number) =>
  tx.run(sql`update memory.attribute_sweep set upto = null where home_id = ${home}`);

const lockSweep = (tx: Queries, home: number) => tx.rows(sql`select pg_advisory_xact_lock(${LOCK}, ${home}::int)`);

export const referredOn = (db: Queries, day: string) =>
  db.rows<{ id: number }>(sql`
    select attributes_id as id
    from memory.event
    where at >= ${day}::timestamp at time zone 'UTC' and at < (${day}::date + 1)::timestamp at time zone 'UTC'
      and attributes_id is not null
    union
    select named.id
    from memory.sealed
    cross join lateral unnest(attributes) as named (id)
    where day = ${day} and named.id is not null
    limit 10000000`);

/** Some of those that a sweep may take, in their order. */
export const sweptAfter = (db: Queries, home: number, after: number, limit: number) =>
  db.rows<{ id: number }>(sql`
    select id
    from memory.attributes
    where home_id = ${home} and id > ${after}::int
      and id <= (select upto from memory.attribute_sweep where home_id = ${home})
    order by id
    limit ${limit}`);

/** What leans on these is written out whole, so that they may go; but for those that were found anew. */
export async function leanNoMore(tx: Queries, home: number, ids: number[]): Promise<void> {
  await lockSweep(tx, home);
  await tx.run(sql`
    update memory.attributes as leaning
    set body = (base.body - coalesce(leaning.removed, '{}')) || leaning.body, base_id = null, removed = null
    from memory.attributes as base
    where base.id = leaning.base_id and base.home_id = ${home} and base.id = any (${ids}::int[])
      and not exists (select from memory.attribute_found as found where found.home_id = ${home} and found.id = base.id)`);
}

export async function deleteUnused(tx: Queries, home: number, ids: number[]): Promise<number> {
  await lockSweep(tx, home);
  return tx.run(sql`
    delete from memory.attributes as old
    where home_id = ${home} and id = any (${ids}::int[])
      and not exists (select from memory.attribute_found as found where found.home_id = ${home} and found.id = old.id)
      and not exists (select from memory.attributes as leaning where leaning.base_id = old.id)`);
}
