import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

type AuditRow = {
  home_id: number | null;
  connection_id: string | null;
  user_id: string | null;
  action: string;
  details: string | null;
  ip_address: string | null;
  user_agent: string | null;
  success: boolean;
  error_message: string | null;
  duration_ms: number | null;
};

/** A person who has gone leaves the row without one. */
export const insertAudit = (db: Queries, row: AuditRow) =>
  db.run(sql`
    insert into public.home_assistant_audit_log
      (home_id, connection_id, user_id, action, details, ip_address, user_agent, success, error_message, duration_ms)
    values (${row.home_id}, ${row.connection_id}::uuid, (select id from public.users where id = ${row.user_id}::uuid), ${row.action}, ${row.details}::jsonb,
      ${row.ip_address}::inet, ${row.user_agent}, ${row.success}, ${row.error_message}, ${row.duration_ms})`);
