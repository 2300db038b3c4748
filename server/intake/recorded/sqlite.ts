import { statSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { pathToFileURL } from "node:url";
import sql, { raw, type Sql } from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { RecorderDatabase } from "./recorder-database.ts";

const NOT_A_DATABASE = 26;
const CORRUPT = 11;
const BUSY_MS = 5_000;
const PREPARED = 200;

/**
 * A recorder file, read only, also while Home Assistant writes it. Nobody writes a file without a write-ahead log beside it, and such a one is
 * opened as unchanging, so that nothing is left beside it and a read-only folder will do.
 */
export function openSqlite(file: string): RecorderDatabase {
  const hasLog = () => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  let isLive = hasLog();
  let database = open(file, isLive);
  let prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();

  function reopen(): void {
    isLive = true;
    database.close();
    database = open(file, true);
    prepared = new Map();
  }

  function statement(text: string) {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= PREPARED) prepared.clear();
    const made = database.prepare(text);
    made.setReturnArrays(true);
    prepared.set(text, made);
    return made;
  }

  return {
    async rows({ sql: text, values }: Sql) {
      if (!isLive && hasLog()) reopen(); // Home Assistant has started meanwhile
      return understood(file, () => statement(text).all(...(values as SQLInputValue[])) as unknown as unknown[][]);
    },
    hex: (column) => sql`hex(${raw(column)})`,
    async [Symbol.asyncDispose]() {
      database.close();
    },
  };
}

function open(file: string, isLive: boolean): DatabaseSync {
  const url = pathToFileURL(file);
  if (!isLive) url.searchParams.set("immutable", "1");
  return understood(file, () => new DatabaseSync(url, { readOnly: true, timeout: BUSY_MS }));
}

/** @throws Refusal `damaged_source`, `foreign_source`, `unreadable_source` */
function understood<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw explained(cause, file);
  }
}

function explained(cause: unknown, file: string): unknown {
  if (!(cause instanceof Error) || !("errcode" in cause)) return cause;
  const code = Number(cause.errcode) & 0xff;
  if (code === CORRUPT) {
    const message = `${file} is damaged (${cause.message}); take another copy or a backup of it, and import that`;
    return new Refusal("damaged_source", message, { cause });
  }
  if (code === NOT_A_DATABASE) return new Refusal("foreign_source", `${file} is no recorder database`, { cause });
  if (/no such (table|column)/.test(cause.message))
    return new Refusal("foreign_source", `${file} is no recorder database: ${cause.message}`, { cause });
  const message = `${file} cannot be read (${cause.message}); see that this user may read it and, while Home Assistant runs, write beside it`;
  return new Refusal("unreadable_source", message, { cause });
}
