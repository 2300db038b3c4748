import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import sql from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { Engine, Queries } from "./database.ts";
import { KINDS, type Kind } from "./kind-of-work.ts";
import { listener } from "./listener.ts";
import { parsers } from "./wire-text.ts";

const CONNECT_MS = 5_000;
/** Longer than the slowest commits are apart, so that a quiet home keeps its connection. */
const IDLE_MS = 60_000;
const KEEPALIVE_MS = 30_000;
const LAST_QUERIES_MS = 2_000;
/** Tells this process's sessions from those of another HomeOps on the same database. */
const OWN_NAME = `HomeOps ${process.pid} on ${hostname()}`.slice(0, 63);

/** PostgreSQL 17 or later by address. A transaction pooler may stand between; `listen` needs `directUrl` then. */
export function postgres(url: string, directUrl = url): Engine {
  const config = {
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    application_name: OWN_NAME,
  };
  const pools = new Map<Kind, pg.Pool>(); // one each, so that none waits for another's connections
  const listening = listener(
    () => new pg.Client({ ...config, connectionString: directUrl, query_timeout: CONNECT_MS }),
  );

  function poolOf(kind: Kind): pg.Pool {
    const known = pools.get(kind);
    if (known) return known;
    const max = KINDS[kind].connections;
    const pool = new pg.Pool({ ...config, connectionString: url, max, idleTimeoutMillis: IDLE_MS });
    pool.on("error", () => {}); // an idle client lost its server: the pool drops it, the next query says what is wrong
    pool.on("connect", (client) => client.on("error", () => {})); // between two queries of a transaction: the next one says it
    pools.set(kind, pool);
    return pool;
  }

  return {
    name: "postgresql",
    cancels: true,
    async connect(kind) {
      const client = await poolOf(kind).connect();
      return {
        async query(text, values) {
          const result = await client.query(text, values);
          const { rows, rowCount } = Array.isArray(result) ? result.at(-1) : result;
          return { rows, count: rowCount ?? 0 };
        },
        release: (isBroken) => client.release(isBroken), // true destroys the socket: a client whose query never came back is of no use
      };
    },
    listen: listening.listen,
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]();
      const ended = Promise.all([...pools.values()].map((pool) => pool.end()));
      await Promise.race([ended, pause(LAST_QUERIES_MS, undefined, { ref: false })]); // of a server that hangs none comes back
    },
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
