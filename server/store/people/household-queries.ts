import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

type MemberRow = {
  person: string;
  name: string;
  role: "owner" | "admin" | "member" | "guest";
  entity_id: string | null;
  allows: string[];
};

export const membersOf = (db: Queries, home: number) =>
  db.rows<MemberRow>(sql`
    select member.user_id as person, users.name, member.role, entity.entity_id,
      array(
        select allowed.user_id::text
        from people.allowed
        where allowed.person_id = self.person_id
        order by allowed.user_id) as allows
    from people.member
    join public.users on users.id = member.user_id
    left join people.self on self.user_id = member.user_id and self.home_id = member.home_id
    left join house.entity on entity.id = self.person_id
    where member.home_id = ${home}
    order by member.created_at, member.user_id
    limit 1000`);

export const isMember = async (db: Queries, home: number, person: string): Promise<boolean> =>
  (await db.row(sql`select from people.member where home_id = ${home} and user_id = ${person}::uuid`)) !== undefined;

export const personNamed = (db: Queries, home: number, entityId: string) =>
  db.row<{ id: number }>(sql`
    select id
    from house.entity
    where home_id = ${home} and entity_id = ${entityId} and removed_at is null
    order by id
    limit 1`);

/** The row of house.entity that an account is. */
export const selfOf = (db: Queries, home: number, person: string) =>
  db.row<{ id: number }>(sql`
    select person_id as id
    from people.self
    where home_id = ${home} and user_id = ${person}::uuid`);

/** The account of whoever runs the home. */
export const ownerOf = (db: Queries, home: number) =>
  db.row<{ person: string }>(sql`
    select user_id as person
    from people.member
    where home_id = ${home} and role = 'owner'
    order by created_at, user_id
    limit 1`);

export const writeSelf = (db: Queries, { home, person, id }: { home: number; person: string; id: number }) =>
  db.run(sql`
    insert into people.self (user_id, home_id, person_id)
    values (${person}::uuid, ${home}, ${id})
    on conflict (user_id, home_id) do update
    set person_id = excluded.person_id`);

export const deleteSelf = (db: Queries, home: number, person: string) =>
  db.run(sql`
    delete from people.self
    where home_id = ${home} and user_id = ${person}::uuid`);

export const writeAllowed = (db: Queries, { home, person, id }: { home: number; person: string; id: number }) =>
  db.run(sql`
    insert into people.allowed (user_id, person_id, home_id)
    values (${person}::uuid, ${id}, ${home})
    on conflict do nothing`);

export const deleteAllowed = (db: Queries, { person, id }: { person: string; id: number }) =>
  db.run(sql`
    delete from people.allowed
    where user_id = ${person}::uuid and person_id = ${id}`);

type Place = { home: number; kind: string; value: string; id: number };

/** Answers how many: none where it is another's already. */
export const writePrivate = (db: Queries, { home, kind, value, id }: Place) =>
  db.run(sql`
    insert into people.private (home_id, kind, value, person_id)
    values (${home}, ${kind}, ${value}, ${id})
    on conflict (home_id, kind, value) do update
    set person_id = excluded.person_id
    where private.person_id = excluded.person_id`);

export const deletePrivate = (db: Queries, { home, kind, value, id }: Place) =>
  db.run(sql`
    delete from people.private
    where home_id = ${home} and kind = ${kind} and value = ${value} and person_id = ${id}`);

export const namesOf = (db: Queries, people: readonly string[]) =>
  db.rows<{ id: string; name: string }>(sql`
    select id, name
    from public.users
    where id = any (${[...people]}::uuid[])
    limit 1000`);
