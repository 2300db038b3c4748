import type { Sql } from "sql-template-tag";

/** A recorder's database, of whatever kind: rows come as arrays, in the order of the columns asked for. */
export interface RecorderDatabase extends AsyncDisposable {
  /** Each is a short transaction of its own: an open one would let the write-ahead log of a running Home Assistant grow. */
  rows(query: Sql): Promise<unknown[][]>;
  /** Bytes of a column as hexadecimal text; empty or null where there are none. */
  hex(column: string): Sql;
}

/** Where the recorder's rows are. A password is in the url. */
export type RecorderPlace = { kind: "sqlite"; file: string } | { kind: "postgresql" | "mariadb"; url: string };

export async function openRecorder(place: RecorderPlace): Promise<RecorderDatabase> {
  if (place.kind === "sqlite") return (await import("./sqlite.ts")).openSqlite(place.file);
  if (place.kind === "postgresql") return (await import("./postgresql.ts")).openPostgresql(place.url);
  return (await import("./mariadb.ts")).openMariadb(place.url);
}
