import { isIP } from "node:net";
import type { Queries } from "#db/database.ts";
import { redact } from "#server/redact.ts";
import { insertAudit } from "./queries.ts";

const LONGEST_TEXT = 500;

/** Something that was done or refused, and by whom. */
export interface Deed {
  action: string;
  success: boolean;
  connection?: string;
  home?: number;
  person?: string;
  durationMs?: number;
  error?: string;
  details?: Record<string, unknown>;
  ip?: string;
  userAgent?: string;
}

/** Writes one row of the trail. Never give it a secret; what looks like one is hidden all the same. */
export const audit = (db: Queries, deed: Deed): Promise<number> =>
  insertAudit(db, {
    home_id: deed.home ?? null,
    connection_id: deed.connection ?? null,
    user_id: deed.person ?? null,
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
    .replaceAll(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .slice(0, LONGEST_TEXT);
