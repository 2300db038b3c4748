import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Invitation } from "./contract.ts";

type NewRow = {
  home: number;
  hash: Buffer;
  name: string;
  role: string;
  areas: readonly string[];
  by: string | null;
  person: string | null;
  at: Instant;
  expiresAt: Instant;
};

const bytes = (hash: Buffer) => sql`decode(${hash.toString("hex")}, 'hex')`;

export const insertInvitation = (db: Queries, it: NewRow) =>
  db.row<{ id: number }>(sql`
    insert into people.invitation (home_id, user_id, hash, name, role, areas, invited_by, created_at, expires_at)
    values (${it.home}, ${it.person}::uuid, ${bytes(it.hash)}, ${it.name}, ${it.role}, ${[...it.areas]}::text[], ${it.by}::uuid, ${it.at},
      ${it.expiresAt})
    returning id`);

export type Accepted = { id: number; home: number; name: string; role: string; areas: string[]; person: string | null };

/** Of two who come with one link the first gets it. */
export const takeInvitation = (tx: Queries, hash: Buffer, at: Instant) =>
  tx.row<Accepted>(sql`
    update people.invitation
    set accepted_at = ${at}
    where hash = ${bytes(hash)} and accepted_at is null and expires_at > ${at}
    returning id, home_id as home, name, role, areas, user_id as person`);

export const noteComer = (tx: Queries, id: number, person: string) =>
  tx.run(sql`
    update people.invitation
    set user_id = ${person}::uuid
    where id = ${id}`);

/** Those by which somebody is to come in, the newest first. */
export const invitationsOf = (db: Queries, home: number, at: Instant) =>
  db.rows<Invitation>(sql`
    select invitation.id as invitation, invitation.name, role, areas, users.name as invited_by, invitation.created_at, expires_at, accepted_at,
      case when accepted_at is not null then 'accepted' when expires_at > ${at} then 'open' else 'expired' end as state
    from people.invitation
    left join public.users on users.id = invited_by
    where home_id = ${home} and role <> 'owner' and (accepted_at is not null or user_id is null)
    order by invitation.id desc
    limit 200`);

export const countOpen = (db: Queries, home: number, at: Instant) =>
  db.row<{ count: number }>(sql`
    select count(*)::int as count
    from people.invitation
    where home_id = ${home} and accepted_at is null and expires_at > ${at}`);

/** Answers 0 where there is none that could still be taken back. */
export const deleteInvitation = (db: Queries, home: number, id: number) =>
  db.run(sql`
    delete from people.invitation
    where home_id = ${home} and id = ${id} and accepted_at is null`);

/** Long over. */
export const expireInvitations = (db: Queries, before: Instant) =>
  db.run(sql`
    delete from people.invitation
    where expires_at < ${before}`);
