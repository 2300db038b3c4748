import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { AuditShown, SearchAudit } from "./contract.ts";

/** Homes of which rows may be seen; null: all, and what is of no home. */
type Wish = SearchAudit & { homes: readonly number[] | null; before: { at: string; id: string } | null };
export type Found = Omit<AuditShown, "times">;

/** With `%`, `_` and `\` as they are. */
const escaped = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

export const auditRows = (db: Queries, { homes, before, ...wish }: Wish) => {
  const text = wish.text === undefined ? null : `%${escaped(wish.text)}%`;
  const action = wish.action === undefined ? null : `${escaped(wish.action)}%`;
  return db.rows<Found>(sql`
    select log.id, link.number, log.created_at as at, log.action, log.success, log.error_message as error, log.user_id as person,
      person.name, log.details ->> 'asker' as asker, log.home_id as home, host(log.ip_address) as ip, log.user_agent, log.duration_ms,
      log.details, coalesce(link.is_security, ledger.is_security(log.action, log.details)) as is_security,
      link.blanked_at is not null as is_blanked
    from public.home_assistant_audit_log as log
    left join ledger.audit_link as link on link.audit_id = log.id
    left join public.users as person on person.id = log.user_id
    where (${homes as number[] | null}::int[] is null or log.home_id = any (${homes as number[] | null}::int[]))
      and log.created_at >= coalesce(${wish.from ?? null}::timestamptz, '-infinity')
      and log.created_at < coalesce(${wish.to ?? null}::timestamptz, 'infinity')
      and (${before?.at ?? null}::timestamptz is null
        or (log.created_at, log.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
      and (${wish.person ?? null}::uuid is null or log.user_id = ${wish.person ?? null}::uuid)
      and (${action}::text is null or log.action like ${action}::text)
      and (${wish.success ?? null}::boolean is null or log.success = ${wish.success ?? null}::boolean)
      and (${wish.is_security ?? null}::boolean is null
        or coalesce(link.is_security, ledger.is_security(log.action, log.details)) = ${wish.is_security ?? null}::boolean)
      and (${text}::text is null or concat_ws(' ', log.action, log.error_message, log.user_agent, host(log.ip_address), person.name,
        log.details::text) ilike ${text}::text)
    order by log.created_at desc, log.id desc
    limit ${wish.limit + 1}`);
};
