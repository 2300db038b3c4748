import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Where } from "../coverage.ts";
import type { ImportState, RecordedImport } from "./recorded-import.ts";

const columns = sql`id, home_id, connection_id, mark, kind, source, fingerprint, state, reason, position, rows, read, added, statistics,
  from_at, to_at, gaps, entities, started_at, ended_at`;

export const recordedImports = (db: Queries, home: number) =>
  db.rows<RecordedImport>(sql`
    select ${columns}
    from memory.recorded_import
    where home_id = ${home}
    order by id desc
    limit 200`);

export const recordedImport = (db: Queries, id: number) =>
  db.row<RecordedImport>(sql`
    select ${columns}
    from memory.recorded_import
    where id = ${id}`);

/** What a stop of the program left half done. */
export const unfinishedImports = (db: Queries) =>
  db.rows<RecordedImport>(sql`
    select ${columns}
    from memory.recorded_import
    where state in ('running', 'undoing')
    order by id
    limit 100`);

export const usedMarks = (db: Queries, home: number) =>
  db.rows<{ mark: string }>(sql`
    select mark
    from memory.recorded_import
    where home_id = ${home} and mark is not null
    limit 100`);

export const addImport = (
  tx: Queries,
  { home, connectionId }: Where,
  it: Pick<RecordedImport, "mark" | "kind" | "source" | "fingerprint" | "rows" | "from_at" | "to_at">,
) =>
  tx.row<RecordedImport>(sql`
    insert into memory.recorded_import (home_id, connection_id, mark, kind, source, fingerprint, state, rows, from_at, to_at)
    values (${home}, ${connectionId}, ${it.mark}, ${it.kind}, ${it.source}, ${it.fingerprint}, 'running', ${it.rows}, ${it.from_at}, ${it.to_at})
    returning ${columns}`);

/** What a crash takes of an import is read again: the rows of a batch are in the log before the position behind them. */
export const commitLazily = (tx: Queries) => tx.run(sql`set local synchronous_commit = off`);

export const keepPosition = (
  tx: Queries,
  {
    id,
    position,
    read,
    added,
    statistics,
    entities,
  }: Pick<RecordedImport, "id" | "position" | "read" | "added" | "statistics" | "entities">,
) =>
  tx.run(sql`
    update memory.recorded_import
    set position = ${JSON.stringify(position)}::jsonb, read = ${read}, added = ${added}, statistics = ${statistics}, entities = ${entities}
    where id = ${id}`);

export const keepImportState = (
  tx: Queries,
  { id, state, reason = null }: { id: number; state: ImportState; reason?: string | null },
) =>
  tx.run(sql`
    update memory.recorded_import
    set state = ${state}, reason = ${reason},
      ended_at = case when ${state} in ('running', 'undoing') then null else now() end,
      mark = case when ${state} in ('undone', 'failed') then null else mark end,
      added = case when ${state} in ('undone', 'failed') then 0 else added end,
      statistics = case when ${state} in ('undone', 'failed') then 0 else statistics end
    where id = ${id}`);

/** A mark that no row bears is free for another. */
export const freeMark = (tx: Queries, id: number) =>
  tx.run(sql`
    update memory.recorded_import
    set mark = null
    where id = ${id} and added = 0 and statistics = 0`);

export const keepImportGaps = (tx: Queries, { id, gaps }: Pick<RecordedImport, "id" | "gaps">) =>
  tx.run(sql`
    update memory.recorded_import
    set gaps = ${JSON.stringify(gaps)}::jsonb
    where id = ${id}`);
