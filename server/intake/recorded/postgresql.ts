import pg from "pg";
import sql, { raw, type Sql } from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { RecorderDatabase } from "./recorder-database.ts";

const CONNECT_MS = 10_000;
const STATEMENT_MS = 120_000;
const ACCESS = /^(28|3D000|42501)/;

const BIG_INTEGERS = new Set([20, 1700]);
const INSTANTS = new Set([1114, 1184]);
const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (oid, format) => {
  if (BIG_INTEGERS.has(oid)) return Number;
  return INSTANTS.has(oid) ? String : pg.types.getTypeParser(oid, format as "text");
};

/** A recorder on PostgreSQL; every statement is a transaction of its own that may not write. */
export async function openPostgresql(url: string): Promise<RecorderDatabase> {
  const client = new pg.Client({
    connectionString: url.replace(/^postgresql\+\w+:/, "postgresql:"),
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    options: "-c default_transaction_read_only=on -c timezone=UTC",
    application_name: "homeops import",
    types: { getTypeParser },
  });
  client.on("error", () => {}); // the next question tells
  await client.connect().catch(refused);
  return {
    async rows({ text, values }: Sql) {
      const result = await client.query({ text, values, rowMode: "array" });
      return result.rows;
    },
    hex: (column) => sql`encode(${raw(column)}, 'hex')`,
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** The error of a driver may carry the url: only its code goes on. */
function refused(cause: unknown): never {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
  if (ACCESS.test(code))
    throw new Refusal(
      "source_refused",
      "The recorder's PostgreSQL refused the login; check user, password and database name",
    );
  throw new Refusal(
    "source_away",
    `The recorder's PostgreSQL does not answer (${code}); check its address, and that it lets this machine in`,
  );
}
