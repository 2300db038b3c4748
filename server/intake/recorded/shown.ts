import type { RecordedImport } from "#server/store/memory/recorded/recorded-import.ts";
import type { ImportShown } from "./contract.ts";
import type { Job } from "./job.ts";

export function shownImport(it: RecordedImport, job?: Job): ImportShown {
  const rate = job?.it.id === it.id ? job.rate : null;
  const left = Math.max(0, it.rows - it.read);
  return {
    id: it.id,
    home: it.home_id,
    kind: it.kind,
    source: it.source,
    state: it.state,
    reason: it.reason,
    rows: it.rows,
    read: it.read,
    added: it.added,
    statistics: it.statistics,
    rate,
    remaining_seconds: it.state === "running" && rate ? Math.round(left / rate) : null,
    from: it.from_at,
    to: it.to_at,
    started_at: it.started_at,
    ended_at: it.ended_at,
    can_undo: it.mark !== null && it.state !== "undoing" && it.state !== "running",
  };
}
