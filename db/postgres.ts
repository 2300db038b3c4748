import { hostname } from "node:os";
import pg from "pg";
import sql from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { Engine, Queries } from "./database.ts";
import { parsers } from "./wire-text.ts";

const CONNECT_MS = 5_000;
const POOL_SIZE = 8;
/** Tells this process's sessions from those of another HomeOps on the same database. */
const OWN_NAME = `HomeOps ${process.pid} on ${hostname()}`.slice(0, 63);

/** PostgreSQL 17 or later by address. A transaction pooler may stand between; `listen` needs `directUrl` then. */
export function postgres(url: string, directUrl = url): Engine {
  const config = {
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: OWN_NAME,
  };
  const pool = new pg.Pool({ ...config, connectionString: url, max: POOL_SIZE });
  pool.on("error", () => {}); // an idle client lost its server: the pool drops it, the next query says what is wrong
  return {
    name: "postgresql",
    async connect() {
      const client = await pool.connect();
      return {
        async query(text, values) {
          const result = await client.query(text, values);
          const { rows, rowCount } = Array.isArray(result) ? result.at(-1) : result;
          return { rows, count: rowCount ?? 0 };
        },
        release: (isBroken) => client.release(isBroken),
      };
    },
    async listen(channel, heard) {
      const client = new pg.Client({ ...config, connectionString: directUrl });
      client.on("error", () => {}); // the listener's owner wakes up by the clock as well
      await client.connect();
      client.on("notification", (note) => note.channel === channel && heard(note.payload ?? ""));
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      return { [Symbol.asyncDispose]: () => client.end() };
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (oid, format) =>
  parsers[oid] ?? pg.types.getTypeParser(oid, format as "text");

/** @throws Refusal `database_in_use` where another HomeOps has sessions on it: it would write on under what is being replaced */
export async function refuseOthers(db: Queries): Promise<void> {
  const other = await db.row<{ name: string }>(sql`
    select application_name as name
    from pg_stat_activity
    where datname = current_database() and application_name like 'HomeOps %' and application_name <> ${OWN_NAME}
    limit 1`);
  if (other)
    throw new Refusal("database_in_use", `${other.name} (process and machine) uses this database; stop it first`);
}
