import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { domainOfLog } from "#server/store/memory/domain-of-log.ts";
import { type LogLine, logLine } from "#server/store/memory/log-line.ts";
import { logEventsIn } from "#server/store/memory/log-queries.ts";

const MOST = 300;
const MOST_A_DOMAIN = 5;

/** One of the log's lines about an integration, without credentials: the memory keeps none. */
export type LoggedLine = Pick<LogLine, "at" | "isError" | "message" | "exception" | "count">;

/** Lines about integrations, by domain, the latest first and each message once. */
export async function loggedLines(
  tx: Queries,
  { home, from, to }: { home: number; from: Instant; to: Instant },
): Promise<Map<string, LoggedLine[]>> {
  const lines = new Map<string, LoggedLine[]>();
  for (const event of await logEventsIn(tx, { home, from, to, limit: MOST })) {
    const line = logLine(event);
    const domain = line && domainOfLog({ name: line.logger, path: line.path, message: line.message });
    if (!line || !domain) continue;
    const own = lines.get(domain) ?? [];
    if (own.length < MOST_A_DOMAIN && own.every(({ message }) => message !== line.message)) own.push(line);
    lines.set(domain, own);
  }
  return lines;
}
