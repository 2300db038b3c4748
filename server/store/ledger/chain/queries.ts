import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type Link = {
  number: number;
  audit_id: string;
  at: string;
  is_security: boolean;
  outcome_hash: string;
  content_hash: string;
  hash: string;
  salt: string | null;
  is_blanked: boolean;
  is_ended: boolean;
  /** Of the row beside it, as it was hashed; null: there is none. */
  outcome: string | null;
  content: string | null;
  row_at: string | null;
  /** What the row had and has no more, though it is still there to be had. */
  is_taken: boolean;
};

/** A row's home, connection or person goes when that is removed; the link still says which it was. */
export const linksAfter = (db: Queries, number: number, limit: number) =>
  db.rows<Link>(sql`
    select link.number, link.audit_id, link.at, link.is_security, encode(link.outcome_hash, 'hex') as outcome_hash,
      encode(link.content_hash, 'hex') as content_hash, encode(link.hash, 'hex') as hash, encode(link.salt, 'hex') as salt,
      link.blanked_at is not null as is_blanked, link.ended_at is not null as is_ended, log.created_at as row_at,
      jsonb_build_array(log.action, log.success)::text as outcome,
      ledger.audit_content(coalesce(log.home_id, link.home), coalesce(log.connection_id, link.connection),
        coalesce(log.user_id, link.person), log.details, log.ip_address, log.user_agent, log.error_message, log.duration_ms) as content,
      log.home_id is null and link.home is not null and home.id is not null
        or log.connection_id is null and link.connection is not null and connection.id is not null
        or log.user_id is null and link.person is not null and person.id is not null as is_taken
    from ledger.audit_link as link
    left join public.home_assistant_audit_log as log on log.id = link.audit_id
    left join people.home as home on home.id = link.home
    left join public.home_assistant_connections as connection on connection.id = link.connection
    left join public.users as person on person.id = link.person
    where link.number > ${number}::bigint
    order by link.number
    limit ${limit}`);

/** What nobody has chained, oldest first. */
export const unchained = (db: Queries) =>
  db.row<{ id: string; at: string }>(sql`
    select log.id, log.created_at as at
    from public.home_assistant_audit_log as log
    left join ledger.audit_link as link on link.audit_id = log.id
    where link.number is null
    order by log.created_at, log.id
    limit 1`);

export const blankAudit = async (db: Queries, person: string): Promise<number> =>
  (await db.row<{ rows: number }>(sql`select ledger.blank_audit(${person}::uuid) as rows`))?.rows ?? 0;
