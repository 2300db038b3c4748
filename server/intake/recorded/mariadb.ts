import { createConnection, type QueryOptions } from "mariadb";
import sql, { raw, type Sql } from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { RecorderDatabase } from "./recorder-database.ts";

const CONNECT_MS = 10_000;
const STATEMENT_MS = 120_000;
const ACCESS = /^ER_(ACCESS_DENIED|DBACCESS_DENIED|BAD_DB|TABLEACCESS_DENIED)/;

/** A recorder on MariaDB or MySQL; every statement is a transaction of its own that may not write. */
export async function openMariadb(url: string): Promise<RecorderDatabase> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const connection = await createConnection({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port) : 3306,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    connectTimeout: CONNECT_MS,
    socketTimeout: STATEMENT_MS,
    charset: "utf8mb4",
    rowsAsArray: true,
    bigIntAsNumber: true,
    decimalAsNumber: true,
    dateStrings: true,
    timezone: "Z",
    permitLocalInfile: false,
    logParam: false, // no value of a row or of a login in an error
  }).catch(refused);
  await connection.query("set session transaction read only");
  return {
    rows: ({ sql: text, values }: Sql) => connection.query(asked(text), values),
    hex: (column) => sql`hex(${raw(column)})`,
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

const asked = (text: string): QueryOptions => ({ sql: text });

function refused(cause: unknown): never {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
  if (ACCESS.test(code))
    throw new Refusal(
      "source_refused",
      "The recorder's MariaDB refused the login; check user, password and database name",
    );
  throw new Refusal(
    "source_away",
    `The recorder's MariaDB does not answer (${code}); check its address, and that it lets this machine in`,
  );
}
