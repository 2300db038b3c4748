import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

type Guest = { home: number; person: string };

export const roleOf = (db: Queries, { home, person }: Guest) =>
  db.row<{ role: string }>(sql`
    select role
    from people.member
    where home_id = ${home} and user_id = ${person}::uuid`);

/** Areas of the home among these. */
export const areasThere = (db: Queries, home: number, areas: readonly string[]) =>
  db.rows<{ id: string }>(sql`
    select distinct item_id as id
    from house.item
    where home_id = ${home} and kind = 'area' and removed_at is null and item_id = any (${[...areas]}::text[])
    limit 1000`);

export async function writeGuestAreas(tx: Queries, { home, person }: Guest, areas: readonly string[]): Promise<void> {
  await tx.run(sql`
    delete from people.guest_area
    where home_id = ${home} and user_id = ${person}::uuid and area_id <> all (${[...areas]}::text[])`);
  await tx.run(sql`
    insert into people.guest_area (home_id, user_id, area_id)
    select ${home}, ${person}::uuid, area
    from unnest(${[...areas]}::text[]) as area
    on conflict do nothing`);
}

export const guestAreas = (db: Queries, home: number) =>
  db.rows<{ person: string; area_id: string }>(sql`
    select user_id as person, area_id
    from people.guest_area
    where home_id = ${home}
    order by user_id, area_id
    limit 10000`);

/** The owner stays the owner. Answers 0 where there is no such member to change. */
export const writeRole = (tx: Queries, { home, person, role }: Guest & { role: string }) =>
  tx.run(sql`
    update people.member
    set role = ${role}
    where home_id = ${home} and user_id = ${person}::uuid and role <> 'owner'`);
