import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { Refusal } from "#server/refusal.ts";
import type { Engine } from "./database.ts";
import { hearing } from "./hearing.ts";
import { KINDS, type Kind } from "./kind-of-work.ts";
import { listener } from "./listener.ts";
import { strict } from "./strict-address.ts";
import { parsers } from "./wire-text.ts";

const CONNECT_MS = 5_000;
/** Longer than the slowest commits are apart, so that a quiet home keeps its connection. */
const IDLE_MS = 60_000;
const KEEPALIVE_MS = 30_000;
const LAST_QUERIES_MS = 2_000;
/** For people who look at who uses their database. */
export const OWN_NAME = `HomeOps ${process.pid} on ${hostname()}`.slice(0, 63);

/** Which server this is since its last start, and which database there. */
const WHERE = `
  select extract(epoch from pg_postmaster_start_time())::text || ' ' || oid as place
  from pg_database
  where datname = current_database()`;

/**
 * PostgreSQL 17 or later by address. A transaction pooler may stand between; by `directAddress`, past it, go what is heard and what
 * takes long: migrations and copies of the whole.
 */
export function postgres(address: string, directAddress = address): Engine {
  const [url, directUrl] = [strict(address), strict(directAddress)];
  const config = {
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    application_name: OWN_NAME,
  };
  const pools = new Map<Kind, pg.Pool>(); // one each, so that none waits for another's connections
  const clientOf = (connectionString: string) =>
    new pg.Client({ ...config, connectionString, query_timeout: CONNECT_MS });
  const ears = hearing({
    listening: listener(() => clientOf(directUrl)),
    notify: (channel) => once(clientOf(url), "select pg_notify($1, 'heard')", [channel]),
  });

  function poolOf(kind: Kind): pg.Pool {
    const known = pools.get(kind);
    if (known) return known;
    const max = KINDS[kind].connections;
    const connectionString = kind === "upkeep" ? directUrl : url;
    const pool = new pg.Pool({ ...config, connectionString, max, idleTimeoutMillis: IDLE_MS });
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
    listen: ears.listen,
    async silence() {
      if (url !== directUrl) await refuseElsewhere(clientOf(url), clientOf(directUrl));
      if (await ears.isHearing()) return undefined;
      return url === directUrl ? POOLED : POOLED_TWICE;
    },
    async [Symbol.asyncDispose]() {
      await ears[Symbol.asyncDispose]();
      const ended = Promise.all([...pools.values()].map((pool) => pool.end()));
      await Promise.race([ended, pause(LAST_QUERIES_MS, undefined, { ref: false })]); // of a server that hangs none comes back
    },
  };
}

const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (oid, format) =>
  parsers[oid] ?? pg.types.getTypeParser(oid, format as "text");

const POOLED =
  "no notification comes through the pooler in DATABASE_URL, so news is looked for each second; set DATABASE_DIRECT_URL to PostgreSQL's own address to have it at once";
const POOLED_TWICE =
  "DATABASE_DIRECT_URL leads through a pooler as well, so news is looked for each second; set it to PostgreSQL's own address to have it at once";

/** @throws Refusal `two_databases`: one would be brought up to date, and the other one asked */
async function refuseElsewhere(pooled: pg.Client, direct: pg.Client): Promise<void> {
  const [one, other] = [await once(pooled, WHERE), await once(direct, WHERE)];
  if (one?.place === other?.place) return;
  throw new Refusal(
    "two_databases",
    "DATABASE_URL and DATABASE_DIRECT_URL lead to different databases; name the same one in both, once through the pooler and once past it",
  );
}

async function once(client: pg.Client, text: string, values?: unknown[]): Promise<Record<string, unknown> | undefined> {
  client.on("error", () => {}); // the question tells
  try {
    await client.connect();
    return (await client.query(text, values)).rows[0];
  } finally {
    client.end().catch(() => {}); // of a server that hangs it does not come back
  }
}
