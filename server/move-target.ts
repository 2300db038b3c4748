import { statfsSync } from "node:fs";
import { type Database, openDatabase as open } from "#db/database.ts";
import { hasLocalPostgres } from "#db/local-postgres.ts";
import { beginOwnMove, endOwnMove, isMovingToOwn, noteMoved } from "#db/moved.ts";
import { embeddedFolder } from "#db/place.ts";
import { postgres } from "#db/postgres.ts";
import { instantOf } from "./instant.ts";
import { anyOwnServer, databaseKind, databaseOn, dropHalfMove, type Surroundings } from "./open-database.ts";
import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";
import type { Secret } from "./secret.ts";

const OWN = "own";
/** Indexes come to what the tables take, and the journal breathes. */
const SHARE_OF_TABLES = 1.5;
const KEEP_FREE = 256 * 2 ** 20;

const isOwn = (to: Secret): boolean => to.reveal() === OWN;

export interface MoveTarget extends AsyncDisposable {
  readonly db: Database;
  /** @throws Refusal `no_space` where so many bytes of tables find no room */
  refuseFull(tableBytes: number): void;
  /** All is there: writes down that the old memory is not to be used again, and answers what to do now, in sentences. */
  arrived(): string[];
}

/**
 * Before anything is opened.
 * @throws Refusal `no_postgres`, `nothing_to_move`, `target_has_memory`
 */
export function refuseTarget(options: Options, to: Secret): void {
  const { dataFolder } = options;
  if (!isOwn(to)) return;
  if (!options.postgresFolder)
    throw new Refusal(
      "no_postgres",
      "Set HOMEOPS_POSTGRES to the folder of PostgreSQL's programs (17 or later, with pgvector), as in /usr/lib/postgresql/18/bin",
    );
  if (isMovingToOwn(dataFolder)) return;
  if (hasLocalPostgres(dataFolder))
    throw new Refusal(
      "target_has_memory",
      `The PostgreSQL that HomeOps runs itself in ${dataFolder} has a memory already; nothing was changed`,
    );
  if (databaseKind(options) === "own")
    throw new Refusal("nothing_to_move", `There is no memory to move in ${dataFolder}`);
}

/** Call it when the source is open: what is made here is not what the next question for the memory may find. */
export const moveTarget = (options: Options, to: Secret, around: Surroundings): Promise<MoveTarget> =>
  isOwn(to) ? ownTarget(options, around) : externalTarget(options, to);

async function ownTarget(options: Options, around: Surroundings): Promise<MoveTarget> {
  const { dataFolder, postgresFolder } = options;
  if (isMovingToOwn(dataFolder)) await dropHalfMove(dataFolder, around.log);
  const left = leftBehind(options);
  beginOwnMove(dataFolder, instantOf(Date.now()));
  const db = databaseOn(await anyOwnServer(options, around));
  return {
    db,
    refuseFull: (tableBytes) => refuseFullDisk(dataFolder, tableBytes),
    arrived() {
      endOwnMove(dataFolder);
      const without = options.databaseUrl ? ", and without DATABASE_URL" : "";
      return [
        `The memory is in the PostgreSQL that HomeOps runs itself. Start HomeOps with HOMEOPS_POSTGRES=${postgresFolder}${without}.`,
        left,
      ];
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

async function externalTarget(options: Options, to: Secret): Promise<MoveTarget> {
  const db = open(postgres(to.reveal()));
  const { host, pathname } = new URL(to.reveal());
  const place = `postgres://${host}${pathname}`;
  const left = leftBehind(options);
  return {
    db,
    refuseFull() {}, // nobody can ask a server elsewhere
    arrived() {
      if (!options.databaseUrl) noteMoved(options.dataFolder, place, instantOf(Date.now()));
      return [`The memory is in ${place} now. Set DATABASE_URL to it, and start HomeOps.`, left];
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

/** What the memory was in is left as it is, and named. */
function leftBehind(options: Options): string {
  const kind = databaseKind(options);
  if (kind === "external") return "The PostgreSQL that had it before was only read; drop it when you need it no more.";
  const folder = kind === "own" ? `${options.dataFolder}/postgres*` : embeddedFolder(options.dataFolder);
  return `Keep ${options.dataFolder}: it holds the keys. What was the memory there may go once all is well: rm -r ${folder}`;
}

function refuseFullDisk(folder: string, tableBytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const lacking = tableBytes * SHARE_OF_TABLES + KEEP_FREE - bavail * bsize;
  if (lacking <= 0) return;
  const megabytes = Math.ceil(lacking / 2 ** 20);
  const message = `The move needs ${megabytes} MB more than are free at ${folder}; free some. The memory is where it was`;
  throw new Refusal("no_space", message);
}
