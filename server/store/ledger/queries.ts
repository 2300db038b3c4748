import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type AuditRow = {
  id: string;
  created_at: string;
  home_id: number | null;
  connection_id: string | null;
  user_id: string | null;
  by_owner: boolean;
  action: string;
  details: string | null;
  ip_address: string | null;
  user_agent: string | null;
  success: boolean;
  error_message: string | null;
  duration_ms: number | null;
};

/** Whoever or whatever has gone meanwhile leaves the row without. */
export const insertAudit = (db: Queries, rows: readonly AuditRow[]) =>
  db.run(sql`
    insert into public.home_assistant_audit_log
      (id, created_at, home_id, connection_id, user_id, action, details, ip_address, user_agent, success, error_message, duration_ms)
    select new.id, new.created_at,
      (select id from people.home where id = new.home_id),
      (select id from public.home_assistant_connections where id = new.connection_id),
      case when new.by_owner then (select id from public.users order by created_at, id limit 1)
        else (select id from public.users where id = new.user_id) end,
      action, details::jsonb, ip_address, user_agent, success, error_message, duration_ms
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id uuid, created_at timestamptz, home_id int, connection_id uuid,
      user_id uuid, by_owner boolean, action text, details text, ip_address inet, user_agent text, success boolean,
      error_message text, duration_ms int)
    on conflict (id) do nothing`);
