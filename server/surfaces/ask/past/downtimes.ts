import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { NOT_RUNNING } from "#server/store/memory/coverage.ts";
import type { Between } from "./past.ts";
import type { Spell } from "./spells.ts";

/** When Home Assistant itself did not run, as far as the memory knows. */
export async function downtimesIn(tx: Queries, home: number, { from, to }: Between): Promise<Spell[]> {
  const rows = await tx.rows<{ from: string; to: string }>(sql`
    select started_at as from, ended_at as to
    from memory.gap
    where home_id = ${home} and reason = ${NOT_RUNNING} and missing = 'everything'
      and started_at < ${fromMicroseconds(to)} and ended_at > ${fromMicroseconds(from)}
    order by started_at
    limit 1000`);
  return rows.map((row) => ({
    from: Math.max(from, toMicroseconds(row.from)),
    to: Math.min(to, toMicroseconds(row.to)),
    state: "unavailable",
    isCarried: toMicroseconds(row.from) < from,
    isOngoing: toMicroseconds(row.to) > to,
    unknown: 0,
  }));
}

/** When it ran again. */
export const startsAmong = (downtimes: readonly Spell[]): Spell[] =>
  downtimes
    .filter(({ isOngoing }) => !isOngoing)
    .map(({ to }) => ({ from: to, to, state: "started", isCarried: false, isOngoing: false, unknown: 0 }));
