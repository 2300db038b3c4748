import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { MadeToken, Scope } from "./contract.ts";

type NewRow = {
  person: string;
  name: string;
  hash: Buffer;
  scopes: readonly Scope[];
  rooms: readonly string[] | null;
  homes: readonly number[] | null;
  isAtMostMember: boolean;
  expiresAt: Instant | null;
  at: Instant;
};

export const insertToken = (db: Queries, it: NewRow) =>
  db.row<{ id: number }>(sql`
    insert into people.token (user_id, name, hash, scopes, rooms, homes, is_at_most_member, expires_at, created_at)
    values (${it.person}::uuid, ${it.name}, decode(${it.hash.toString("hex")}, 'hex'), ${[...it.scopes]}::text[],
      ${it.rooms && [...it.rooms]}::text[], ${it.homes && [...it.homes]}::int[], ${it.isAtMostMember}, ${it.expiresAt}, ${it.at})
    returning id`);

export type TokenRow = {
  id: number;
  person: string;
  scopes: Scope[];
  rooms: string[] | null;
  homes: number[] | null;
  is_at_most_member: boolean;
  expires_at: Instant | null;
  last_used_on: string | null;
};

export const tokenWith = (db: Queries, hash: Buffer) =>
  db.row<TokenRow>(sql`
    select id, user_id as person, scopes, rooms, homes, is_at_most_member, expires_at, last_used_on::text
    from people.token
    where hash = decode(${hash.toString("hex")}, 'hex')`);

/** Of these the ones that are still there. */
export const tokensLeft = (db: Queries, ids: readonly number[]) =>
  db.rows<{ id: number }>(sql`
    select id
    from people.token
    where id = any (${[...ids]}::int[])`);

export const noteUsed = (db: Queries, id: number, day: string) =>
  db.run(sql`
    update people.token
    set last_used_on = ${day}::date
    where id = ${id} and last_used_on is distinct from ${day}::date`);

/** Of a home: those of its people that reach it. `person`: of this one alone. */
const reaching = (home: number, person: string | null) => sql`
  from people.token
  join people.member on member.user_id = token.user_id and member.home_id = ${home}
  join public.users on users.id = token.user_id
  where (token.homes is null or ${home} = any (token.homes))
    and (${person}::uuid is null or token.user_id = ${person}::uuid)`;

export const tokensOf = (db: Queries, home: number, person: string | null) =>
  db.rows<Omit<MadeToken, "is_mine">>(sql`
    select token.id as token, token.name, token.user_id as person, users.name as person_name, token.scopes, token.rooms, token.homes,
      token.expires_at, token.last_used_on::text, token.created_at
    ${reaching(home, person)}
    order by token.id
    limit 1000`);

export const countTokens = (db: Queries, person: string) =>
  db.row<{ count: number }>(sql`
    select count(*)::int as count
    from people.token
    where user_id = ${person}::uuid`);

/** Answers 0 where there is none of that number to take. */
export const deleteToken = (
  db: Queries,
  { token, home, person }: { token: number; home: number; person: string | null },
) =>
  db.run(sql`
    delete from people.token
    where id = ${token} and id in (select token.id ${reaching(home, person)})`);

export const deleteExpired = (db: Queries, before: Instant) =>
  db.run(sql`
    delete from people.token
    where expires_at < ${before}`);
