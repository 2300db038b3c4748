import { isIP } from "node:net";
import { redact } from "#server/redact.ts";
import type { AuditRow } from "./queries.ts";

const LONGEST_TEXT = 500;

/** Something that was done or refused, and by whom. */
export interface Deed {
  action: string;
  success: boolean;
  connection?: string;
  home?: number;
  person?: string | undefined;
  /** Whoever runs this server; the database knows who that is. */
  isOwner?: boolean;
  durationMs?: number;
  error?: string;
  details?: Record<string, unknown>;
  ip?: string;
  userAgent?: string;
}

/** A row of the trail. Never give it a secret; what looks like one is hidden all the same. */
export const auditRow = (deed: Deed, at: string): AuditRow => ({
  id: crypto.randomUUID(), // one that is stored twice, because a kill came between, is there once
  created_at: at,
  home_id: deed.home ?? null,
  connection_id: deed.connection ?? null,
  user_id: deed.person ?? null,
  by_owner: deed.isOwner ?? false,
  action: oneLine(deed.action).slice(0, 100),
  details: deed.details ? JSON.stringify(redact(deed.details)) : null,
  ip_address: deed.ip && isIP(deed.ip) ? deed.ip : null,
  user_agent: deed.userAgent ? oneLine(deed.userAgent) : null,
  success: deed.success,
  error_message: deed.error ? oneLine(deed.error) : null,
  duration_ms: deed.durationMs === undefined ? null : Math.round(deed.durationMs),
});

// A stranger's text must not forge a second line, nor steer the terminal of whoever reads the trail.
const oneLine = (text: string): string =>
  String(redact(text))
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ")
    .toWellFormed()
    .slice(0, LONGEST_TEXT);
