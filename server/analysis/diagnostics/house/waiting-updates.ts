import { toMicroseconds } from "#server/instant.ts";
import type { Thing } from "../house-now.ts";
import type { OffRow } from "./system-queries.ts";

/** An update that Home Assistant offers. */
export interface Waiting {
  readonly entity_id: string;
  readonly name: string;
  readonly installed: string;
  readonly latest: string;
  /** Seconds since the epoch, since when there was always a newer one than what is installed, as far as is remembered. */
  readonly since: number;
}

/** What was skipped is off, and what is being installed does not wait. */
export function waitingUpdates(updatable: readonly Thing[], rows: readonly OffRow[]): Waiting[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return updatable.flatMap(({ key, entity_id, name, attributes, since }) => {
    const { installed_version: installed, latest_version: latest, in_progress, title } = attributes;
    const { off_at = null, first_at = null } = byKey.get(key) ?? {};
    const from = off_at ?? first_at;
    if (typeof installed !== "string" || typeof latest !== "string" || in_progress === true) return [];
    if (from === null && since === undefined) return [];
    const known = from === null ? Number.POSITIVE_INFINITY : toMicroseconds(from) / 1e6;
    const called = typeof title === "string" && title !== "" ? title : name;
    return [{ entity_id, name: called, installed, latest, since: Math.min(known, since ?? known) }];
  });
}
