import sql from "sql-template-tag";
import { type Database, openDatabase as open } from "#db/database.ts";
import type { SqlAccess } from "#db/local/sql-access.ts";
import type { Telling } from "#db/local/upgrade.ts";
import { discardLocalPostgres, hasLocalPostgres, type LocalPostgres, localPostgres } from "#db/local-postgres.ts";
import { forgetOwnMove, isMovingToOwn, refuseOwnElsewhere } from "#db/moved.ts";
import { pglite } from "#db/pglite.ts";
import { embeddedFolder, hasEmbedded, sweepLeftovers } from "#db/place.ts";
import { postgres } from "#db/postgres.ts";
import { type Upgrading, upgrade } from "#db/snapshot/upgrade.ts";
import { refuseUnsafeRoles } from "#db/unsafe-roles.ts";
import type { Clock } from "./clock.ts";
import { isDatabaseAway, whyAway } from "./database-away.ts";
import { explained } from "./database-refused.ts";
import { failure } from "./failure.ts";
import type { Log } from "./log.ts";
import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";

const LONGEST_WAIT_SECONDS = 30;

export type Surroundings = {
  clock: Clock;
  log: Log;
  stop?: AbortSignal | undefined;
  /** Of a PostgreSQL of our own: what the network may reach of it. */
  sql?: SqlAccess | undefined;
} & Telling;

export type Around = Surroundings & {
  stop: AbortSignal;
  upgrading: Omit<Upgrading, "log">;
  /** Before its first step: where a backup brought a dump instead of a database. */
  restore(db: Database): Promise<void>;
  /** It does not answer, and is waited for. */
  away(): void;
};

/** Those that run by ourselves. */
const own = new WeakMap<Database, LocalPostgres>();

/**
 * The database that the options name, not asked yet.
 * @throws Refusal `memory_moved`, `move_unfinished`, `damaged_place`, and those of localPostgres()
 */
export async function chosenDatabase(options: Options, around: Surroundings): Promise<Database> {
  const { databaseUrl, databaseDirectUrl, dataFolder } = options;
  if (databaseUrl) return open(postgres(databaseUrl.reveal(), databaseDirectUrl?.reveal()));
  if (databaseKind(options) === "embedded") {
    if (isMovingToOwn(dataFolder)) await dropHalfMove(dataFolder, around.log);
    if (options.postgresFolder) {
      const beside =
        "goes on with the embedded memory, although a PostgreSQL of our own could be had: a new one beside it would forget it; npm run move -- --to own brings it over";
      around.log.warn(beside, { dataFolder });
    }
    const dataDir = embeddedFolder(dataFolder);
    await sweepLeftovers(dataFolder);
    return open(await pglite({ dataDir }));
  }
  if (hasEmbedded(dataFolder)) {
    around.log.warn("an embedded memory lies beside the one in use; remove its folder when you need it no more", {
      dataFolder,
    });
  }
  return databaseOn(await ownServer(options, around));
}

export type DatabaseKind = "own" | "external" | "embedded";

/** An embedded memory is used on until all of it has moved: a new one beside it would forget it. */
export function databaseKind({ databaseUrl, postgresFolder, dataFolder }: Options): DatabaseKind {
  if (databaseUrl) return "external";
  if (!postgresFolder) return "embedded";
  const isThere = hasLocalPostgres(dataFolder) && !isMovingToOwn(dataFolder);
  return hasEmbedded(dataFolder) && !isThere ? "embedded" : "own";
}

/** A move that was killed: the memory is where it was, and its half copy goes. */
export async function dropHalfMove(dataFolder: string, log: Log): Promise<void> {
  await discardLocalPostgres(dataFolder);
  forgetOwnMove(dataFolder);
  log.warn("a move did not come to its end; the memory is where it was, and the half copy was removed", { dataFolder });
}

/**
 * Of its own PostgreSQL, which runs as long as the server that is answered.
 * @throws Refusal `memory_moved`, `move_unfinished`, and those of localPostgres()
 */
export function ownServer(options: Options, around: Surroundings): Promise<LocalPostgres> {
  refuseOwnElsewhere(options.dataFolder);
  return anyOwnServer(options, around);
}

/** Also one that the memory is only on its way to. */
export const anyOwnServer = (
  { postgresFolder = "", dataFolder }: Options,
  around: Surroundings,
): Promise<LocalPostgres> => localPostgres({ postgresFolder, dataFolder, ...around });

/** Returns when it runs, where it is one of our own. */
export const untilRunning = async (db: Database): Promise<void> => own.get(db)?.running;

/** The database on a server of our own, which ends with it. */
export function databaseOn(server: LocalPostgres): Database {
  const pool = open(postgres(server.url));
  const db: Database = {
    ...pool,
    async [Symbol.asyncDispose]() {
      await pool[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  own.set(db, server);
  return db;
}

/**
 * Waits for a database that is away, brings it to this program's schema, and makes sure that its rows can be guarded.
 * @throws Refusal `two_databases`, `unsafe_role`, and those of explained() and upgrade()
 */
export async function readyDatabase(
  db: Database,
  { clock, log, stop, upgrading, restore, away }: Around,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await untilRunning(db);
      const silence = await db.silence();
      await restore(db);
      await upgrade(db, { ...upgrading, log });
      if (attempt) log.info("database back", { attempt });
      await refuseUnguarded(db, log);
      if (silence !== undefined) log.warn(silence);
      return own.get(db)?.settled();
    } catch (error) {
      const told = explained(error);
      if (told instanceof Refusal || !isDatabaseAway(error)) throw told;
      if (!attempt) log.warn(`database away, waiting for it: ${whyAway(error)}`, failure(error));
      away();
    }
    await clock.sleep({ seconds: Math.min(2 ** attempt, LONGEST_WAIT_SECONDS) }, stop);
    stop.throwIfAborted();
  }
}

async function refuseUnguarded(db: Database, log: Log): Promise<void> {
  await refuseUnsafeRoles(db.owner);
  const login = await db.owner.row<{ is_super: boolean }>(
    sql`select rolsuper as is_super from pg_roles where rolname = current_user`,
  );
  if (login?.is_super && db.engine === "postgresql") {
    log.warn("database login is a superuser; give HomeOps one of its own that is none, owning its database");
  }
}
