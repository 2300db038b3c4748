import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

const OWNER_LOCK = 7_310_002; // beside the migrations' own

export const lockOwner = (tx: Queries) => tx.rows(sql`select pg_advisory_xact_lock(${OWNER_LOCK}::bigint)`);

export const firstPerson = (db: Queries) =>
  db.row<{ id: string }>(sql`
    select id
    from public.users
    order by created_at, id
    limit 1`);

export const insertPerson = (db: Queries, name: string) =>
  db.row<{ id: string }>(sql`
    insert into public.users (name)
    values (${name})
    returning id`);

export const insertHome = (db: Queries, home: { name: string; time_zone: string; owner: string }) =>
  db.row<{ id: number }>(sql`
    with made as (
      insert into people.home (name, time_zone)
      values (${home.name}, ${home.time_zone})
      returning id)
    insert into people.member (home_id, user_id, role)
    select id, ${home.owner}::uuid, 'owner'
    from made
    returning home_id as id`);

export const updateHome = (db: Queries, id: number, learned: { name?: string; time_zone?: string }) =>
  db.run(sql`
    update people.home
    set name = coalesce(${learned.name ?? null}, name),
      time_zone = coalesce(${learned.time_zone ?? null}, time_zone)
    where id = ${id}`);

export const upsertMember = (db: Queries, member: { home: number; person: string; role: string }) =>
  db.run(sql`
    insert into people.member (home_id, user_id, role)
    values (${member.home}, ${member.person}::uuid, ${member.role})
    on conflict (user_id, home_id) do update
    set role = excluded.role`);

export const deleteMember = (db: Queries, member: { home: number; person: string }) =>
  db.run(sql`
    delete from people.member
    where home_id = ${member.home} and user_id = ${member.person}::uuid`);

type HomeRow = { id: number; name: string; time_zone: string; role: string | null };

/** Every home, with the role that a person has there. */
export const homesWithRole = (db: Queries, person: string | null) =>
  db.rows<HomeRow>(sql`
    select home.id, home.name, home.time_zone, member.role
    from people.home as home
    left join people.member as member on member.home_id = home.id and member.user_id = ${person}::uuid
    order by home.id
    limit 1000`);
