import { startOfHour } from "#server/instant.ts";
import type { LogHour } from "#server/store/ledger/log-hours/queries.ts";
import { domainOfLog } from "#server/store/memory/domain-of-log.ts";
import type { LogLine } from "#server/store/memory/log-line.ts";

/**
 * How often each integration wrote, by the hour, from `from` on. `lines` by time, some from before `from` on, because Home Assistant
 * tells how often a line came since it started: what counts is by how much that grew. A line not seen before counts once.
 */
export function countErrors(lines: readonly LogLine[], from: string): LogHour[] {
  const before = new Map<string, number>(); // by line
  const counts = new Map<string, { hour: string; domain: string; errors: number; warnings: number }>(); // by hour and domain
  for (const line of lines) {
    const { logger, path, message, at, isError } = line;
    const came = cameAnew(line, before);
    const domain = domainOfLog({ name: logger, path, message });
    const hour = startOfHour(at);
    if (!domain || hour < startOfHour(from)) continue;
    const key = `${hour} ${domain}`;
    const known = counts.get(key) ?? { hour, domain, errors: 0, warnings: 0 };
    known[isError ? "errors" : "warnings"] += came;
    counts.set(key, known);
  }
  return [...counts.values()];
}

function cameAnew({ logger, path, line, exception, count, isTold }: LogLine, before: Map<string, number>): number {
  if (isTold) return 1;
  const key = `${logger} ${path} ${line} ${exception}`;
  const known = before.get(key);
  before.set(key, count);
  if (known === undefined) return 1;
  return count > known ? count - known : count; // a smaller one: Home Assistant was restarted
}
