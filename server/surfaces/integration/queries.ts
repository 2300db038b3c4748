import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { NOT_RUNNING } from "#server/store/memory/coverage.ts";

/** Seconds of a span that some connection recorded live or somebody's history has; overlapping spans count once. */
export const recordedSeconds = (db: Queries, home: number, { from, to }: { from: string; to: string }) =>
  db.row<{ seconds: number }>(sql`
    select coalesce(extract(epoch from sum(upper(span) - lower(span))), 0)::float8 as seconds
    from (
      select unnest(range_agg(tstzrange(greatest(started_at, ${from}::timestamptz), least(ended_at, ${to}::timestamptz)))) as span
      from memory.coverage
      where home_id = ${home} and started_at < ${to}::timestamptz and ended_at > ${from}::timestamptz) as spans`);

/** Spans of which all is missing although Home Assistant ran: nobody can tell of them any more. */
export const lostSince = (db: Queries, home: number, since: string) =>
  db.row<{ gaps: number; from: string | null; to: string | null }>(sql`
    select count(*)::int as gaps, min(started_at) as from, max(ended_at) as to
    from memory.gap
    where home_id = ${home} and missing = 'everything' and reason <> ${NOT_RUNNING} and ended_at > ${since}::timestamptz`);
