import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { engines, testDatabase } from "#db/testing.ts";
import { auditRow, type Deed } from "./audit.ts";
import { insertAudit } from "./queries.ts";

it.each(engines)("keeps who did what, without secrets and forged lines, on %s", async (engine) => {
  await using db = await testDatabase(engine);
  const audit = (deed: Deed, at: string) => insertAudit(db, [auditRow(deed, at)]);
  await audit(
    {
      action: "connections/add",
      success: false,
      error: "refused\r\n2026-01-01 admin signed in\u001b[2J with Bearer c4n4ry-8f1e77d2-aaaa",
      details: { url: "http://ha.local:8123", token: "c4n4ry-8f1e77d2" },
      ip: "192.168.1.7",
      userAgent: "curl/8\n",
      durationMs: 12.6,
    },
    "2026-11-21T06:45:00.000001+00:00",
  );
  await audit({ action: "test", success: true, ip: "not an address" }, "2026-11-21T06:45:00.000002+00:00");
  const rows = await db.rows(sql`
    select action, success, error_message, details, ip_address, user_agent, duration_ms
    from home_assistant_audit_log
    order by created_at
    limit 10`);
  expect(rows[0]).toMatchObject({
    action: "connections/add",
    success: false,
    details: { url: "http://ha.local:8123", token: "[secret]" },
    ip_address: "192.168.1.7",
    duration_ms: 13,
  });
  expect(rows[1]).toMatchObject({ action: "test", success: true, ip_address: null, details: null });
  expect(JSON.stringify(rows)).not.toMatch(/c4n4ry|\\n|\\r|\\u001b/);
});
