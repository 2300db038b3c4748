import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { LOG_ENTRY } from "./observation.ts";
import { ofTypes, typesMeant } from "./timeline-queries.ts";

/** As Home Assistant tells them where `system_log: fire_event` is set; else the intake reads the list. */
const TOLD = "system_log_event";

export type LogEvent = { at: Instant; is_told: boolean; attributes: Record<string, unknown> | null };

/** What Home Assistant's log had in a span, the latest first. */
export async function logEventsIn(
  tx: Queries,
  { home, from, to, limit }: { home: number; from: Instant; to: Instant; limit: number },
): Promise<LogEvent[]> {
  const types = (await typesMeant(tx, home, [LOG_ENTRY, TOLD])) ?? [];
  if (types.length === 0) return [];
  return tx.rows<LogEvent>(sql`
    select event.at, event_type.name = ${TOLD} as is_told, memory.attributes_of(event.attributes_id) as attributes
    from ${ofTypes({ home, since: from, until: to, types })} as event
    join memory.event_type on event_type.id = event.type_id
    where event.home_id = ${home}
    order by event.at desc
    limit ${limit}`);
}
