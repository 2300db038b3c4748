import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { unpack } from "#server/packed.ts";
import { plain } from "#server/store/memory/sentences/plain.ts";
import type { Found, Stretch } from "./found.ts";
import { failedRuns, type Thing } from "./queries.ts";

const LONGEST = 160;
type Making = { home: number; stretch: Stretch };

/** Runs of automations and scripts that failed, with Home Assistant's reason. */
export async function failures(tx: Queries, things: readonly Thing[], { home, stretch }: Making) {
  const keys = new Map(things.map(({ id, entity_id }) => [entity_id, id]));
  const span = { home, from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) };
  const found: (Found & { reason: string })[] = [];
  for (const { entity_id, started_at, finished_at, body } of await failedRuns(tx, span)) {
    const entity = keys.get(entity_id);
    if (entity === undefined) continue;
    const { error } = (await unpack(body)) as { error?: unknown };
    const [from, to] = [toMicroseconds(started_at), toMicroseconds(finished_at)];
    const reason = typeof error === "string" ? plain(error, LONGEST) : "";
    found.push({ entity, kind: "failed", from, to, isCarried: false, isOngoing: false, reason });
  }
  return found;
}
