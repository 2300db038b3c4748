import { randomUUID } from "node:crypto";
import type { Database } from "#db/database.ts";
import { lockFolder } from "#db/folder-lock.ts";
import { stayInUse } from "#db/in-use.ts";
import type { SqlAccess } from "#db/local/sql-access.ts";
import { capabilities as allRooms } from "./capabilities.ts";
import type { Capability } from "./capability.ts";
import { type Clock, systemClock } from "./clock.ts";
import { paced } from "./commit-pace.ts";
import { isDatabaseAway } from "./database-away.ts";
import { gaugeBook } from "./gauge.ts";
import { tellJobs } from "./job.ts";
import { jsonLog, type Log } from "./log.ts";
import { chosenDatabase, databaseKind } from "./open-database.ts";
import { openRooms } from "./open-rooms.ts";
import type { Options } from "./options.ts";
import { addressOf } from "./own-server.ts";
import { restoreBackup } from "./restore-backup.ts";
import { tellSealed } from "./sealed.ts";
import { ensureOwner } from "./store/people/people.ts";
import { openVault } from "./store/vault/vault.ts";
import { surfacesOf } from "./surfaces/surfaces.ts";
import { certificateFor } from "./surfaces/tls/certificate.ts";
import { upgradeProgress } from "./upgrade-progress.ts";
import { databaseOrWithout } from "./without-database.ts";
import type { World } from "./world.ts";

/** The running program. */
export interface HomeOps extends AsyncDisposable {
  readonly world: World;
  readonly port: number;
  /** Inside the app alone: for the Supervisor. */
  readonly ingressPort: number | undefined;
  readonly url: string;
  /** Signs one browser in, once. */
  readonly ticketUrl: string;
  /** Asks as the owner, as HTTP with the API token would. */
  ask(name: string, input?: unknown): Promise<unknown>;
}

/** What a test or a demo may put in the place of the real one. */
export type Parts = {
  capabilities?: readonly Capability[];
  database?: Database;
  clock?: Clock;
  log?: Log;
  /** Where the page was built to. */
  pageFolder?: string;
  /** Ends a start that still waits for its database. */
  stop?: AbortSignal;
};

/**
 * The program as one function; disposing stops everything in the reverse order. Where the database is away it starts all the same,
 * with what is known without it, and the rest follows once it answers.
 */
export async function start(wanted: Options, parts: Parts = {}): Promise<HomeOps> {
  const { capabilities = allRooms, clock = systemClock, log = jsonLog(wanted.logLevel), stop } = parts;
  await using starting = new AsyncDisposableStack();
  for (const sentence of [...wanted.unknown, ...wanted.wrong]) log.warn(sentence);
  starting.use(lockFolder(wanted.dataFolder));
  const options = paced(wanted, log);
  const { keyMark } = openVault(options); // a wrong key file ends the start here, in one sentence
  const certificate = options.supervisor ? undefined : await certificateFor(options);
  const progress = upgradeProgress();
  const { told } = progress;
  const db = starting.use(
    parts.database ?? (await chosenDatabase(options, { clock, log, stop, told, sql: await sqlAccess(options) })),
  );
  const upgrading = { ...options, keyMark, told };
  const restore = () => restoreBackup(db, { options, log, told: progress.restoring });
  const refused = options.supervisor ? tellIn(options) : undefined;
  const readying = { clock, log, stop, upgrading, restore, progress, refused };
  const ready = starting.use(await databaseOrWithout(db, readying));
  if (options.databaseUrl) starting.use(await stayInUse(db, clock)); // our own nobody else reaches

  await ensureOwner(db).catch(unlessAway);

  const world: World = { db, clock, log, options };
  const gauges = gaugeBook();
  tellJobs(
    world,
    capabilities.flatMap(({ jobs = [] }) => jobs),
  );
  tellSealed(
    world,
    capabilities.flatMap(({ sealed = [] }) => sealed),
  );
  const surfaces = surfacesOf(world, { capabilities, gauges, certificate, pageFolder: parts.pageFolder });
  starting.use(await openRooms(capabilities, { world, gauges, ready: ready.settled }));
  const { port, ingressPort } = starting.use(await surfaces.open());
  const url = addressOf(options, port);
  log.info("homeops started", { url, engine: db.engine });

  const running = starting.move();
  return {
    world,
    port,
    ingressPort,
    url,
    ticketUrl: `${url}/?ticket=${surfaces.tickets.issue()}`,
    ask: (name, input = {}) =>
      surfaces.dispatch.run(name, input, { asker: { kind: "owner" }, requestId: randomUUID(), from: {} }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Of the certificate that the page shows too: one pin serves both. */
async function sqlAccess(options: Options): Promise<SqlAccess | undefined> {
  if (options.sqlPort === undefined || databaseKind(options) !== "own") return undefined;
  const { chain, key } = await certificateFor(options);
  return { address: options.host, port: options.sqlPort, chain, key };
}

/** Inside the app nobody sees why a program ended: the page says what is wrong with its database. */
function tellIn(options: Options): (sentence: string | undefined) => void {
  const others = options.wrong;
  return (sentence) => Object.assign(options, { wrong: sentence === undefined ? others : [...others, sentence] });
}

/** Whoever comes first makes the owner later. */
function unlessAway(error: unknown): void {
  if (!isDatabaseAway(error)) throw error;
}
