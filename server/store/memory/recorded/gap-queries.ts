import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { NOT_RUNNING, type Where } from "../coverage.ts";
import type { Span } from "./gaps.ts";
import type { RecordedImport } from "./recorded-import.ts";

type Gap = RecordedImport["gaps"][number];

export const addImportedCoverage = (tx: Queries, { home, connectionId }: Where, id: number, { from, to }: Span) =>
  tx.run(sql`
    insert into memory.coverage (home_id, connection_id, source, started_at, ended_at, import_id)
    values (${home}, ${connectionId}, 'history', ${from}, ${to}, ${id})`);

export const importedCoverage = (tx: Queries, id: number) =>
  tx.rows<Span>(sql`
    select started_at as from, ended_at as to
    from memory.coverage
    where import_id = ${id}
    order by started_at
    limit 10000`);

/** Coverage, and the downtimes that it brought. */
export const removeImportedCoverage = async (tx: Queries, id: number): Promise<void> => {
  await tx.run(sql`delete from memory.coverage where import_id = ${id}`);
  await tx.run(sql`delete from memory.gap where import_id = ${id}`);
};

/** What a recorder has: states and all other events, but not what it left out itself. */
export const gapsWithin = (tx: Queries, { connectionId }: Where, { from, to }: Span) =>
  tx.rows<Gap & { id: number }>(sql`
    select id, started_at as from, ended_at as to, reason, missing, entities
    from memory.gap
    where connection_id = ${connectionId}::uuid and missing in ('everything', 'events') and import_id is null
      and started_at < ${to}::timestamptz and ended_at > ${from}::timestamptz
    order by started_at
    limit 10000`);

export const removeGap = (tx: Queries, id: number) => tx.run(sql`delete from memory.gap where id = ${id}`);

export const addGap = (tx: Queries, { home, connectionId }: Where, gap: Gap) =>
  tx.run(sql`
    insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing, entities)
    values (${home}, ${connectionId}, ${gap.from}, ${gap.to}, ${gap.reason}, ${gap.missing}, ${gap.entities})
    on conflict (connection_id, started_at, missing) do update set
      ended_at = greatest(gap.ended_at, excluded.ended_at)`);

export const removeRemainders = (tx: Queries, { connectionId }: Where, { from, to, reason, missing }: Gap) =>
  tx.run(sql`
    delete from memory.gap
    where connection_id = ${connectionId}::uuid and import_id is null and reason = ${reason} and missing = ${missing}
      and started_at >= ${from}::timestamptz and ended_at <= ${to}::timestamptz`);

/** Told by the recorder's own runs, where nobody knew it yet. */
export const addDowntime = (tx: Queries, { home, connectionId }: Where, id: number, { from, to }: Span) =>
  tx.run(sql`
    insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing, import_id)
    select ${home}::int, ${connectionId}::uuid, ${from}::timestamptz, ${to}::timestamptz, ${NOT_RUNNING}::text, 'everything', ${id}::int
    where not exists (
      select
      from memory.gap
      where connection_id = ${connectionId}::uuid and missing = 'everything'
        and started_at < ${to}::timestamptz and ended_at > ${from}::timestamptz)
    on conflict (connection_id, started_at, missing) do nothing`);

export const otherImports = (tx: Queries, { connectionId }: Where, id: number) =>
  tx.rows<Pick<RecordedImport, "id" | "gaps">>(sql`
    select id, gaps
    from memory.recorded_import
    where connection_id = ${connectionId}::uuid and id <> ${id} and state in ('done', 'running', 'stopped')
    order by id
    limit 1000`);
