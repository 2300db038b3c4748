import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import type { Database, Queries } from "#db/database.ts";
import { openDatabase as open } from "#db/database.ts";
import { lockFolder } from "#db/folder-lock.ts";
import { refuseOthers } from "#db/in-use.ts";
import { appliedIn, prepareSchema } from "#db/migrate.ts";
import { pglite } from "#db/pglite.ts";
import { chooseFolder, embeddedFolder, freshFolder, sweepLeftovers } from "#db/place.ts";
import { postgres } from "#db/postgres.ts";
import { keepNewest, snapshotsIn } from "#db/snapshot/kept-snapshots.ts";
import { divided, type Loading, loadMemory } from "#db/snapshot/load-memory.ts";
import { checkSnapshot, rowsOf } from "#db/snapshot/read-snapshot.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { systemClock } from "./clock.ts";
import { type Say, sayingProgress } from "./errand.ts";
import { everyConnection } from "./intake/queries.ts";
import { jsonLog } from "./log.ts";
import { databaseKind, ownServer } from "./open-database.ts";
import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { settlePart } from "./store/backup/queries.ts";
import { openVault } from "./store/vault/vault.ts";

const RESTORE_POINTS = 3;

type Wanted = { snapshot: string; isWithoutTokens: boolean };

/**
 * Puts a snapshot in the place of the memory, which is kept as a snapshot of its own first. Killed at any moment, the next start finds
 * the old memory or the new one, whole.
 * @throws Refusal `data_in_use`, `database_in_use`, `no_snapshot`, `damaged_snapshot`, `newer_snapshot`, `wrong_secret_key`, `no_space`
 */
export async function restoreMemory(options: Options, wanted: Wanted, say: Say): Promise<void> {
  using _lock = lockFolder(options.dataFolder);
  const file = fileOf(options, wanted.snapshot);
  say(`Checking ${file}`);
  const { manifest, totals } = await checkSnapshot(file);
  divided(manifest);
  const vault = openVault(options);
  if (!wanted.isWithoutTokens && manifest.key_mark && !vault.knows(manifest.key_mark)) throw wrongKey();
  const rows = totals.reduce((sum, total) => sum + total.rows, 0);
  const loading: Loading = {
    manifest,
    rows: rowsOf(file),
    totals: () => totals,
    expected: rows,
    told: sayingProgress(say, "Loading"),
    async accept(tx) {
      if (!wanted.isWithoutTokens) await refuseSealedOtherwise(tx, vault, wrongKey);
      await settlePart(tx, manifest);
    },
  };
  const restoring = { options, loading, say, keyMark: vault.keyMark };
  await restoreInPlace(restoring);
  say(
    `Restored ${rows} rows as of ${manifest.taken_at}, each table counted and compared. Start HomeOps: what happened since is`,
  );
  say("asked of Home Assistant again, as far as it remembers.");
}

type Restoring = { options: Options; loading: Loading; say: Say; keyMark: string };

async function restoreInPlace(restoring: Restoring): Promise<void> {
  const { options } = restoring;
  const url = options.databaseDirectUrl ?? options.databaseUrl; // all of it takes long
  if (options.databaseUrl && url) return restoreOnServer(restoring, url.reveal());
  if (databaseKind(options) === "embedded") return restoreEmbedded(restoring);
  await using server = await ownServer(options, { clock: systemClock, log: jsonLog(options.logLevel) });
  await server.running;
  await restoreOnServer(restoring, server.url);
}

/** One transaction in the place itself: a login that owns its database needs no other right, and a kill rolls all of it back. */
async function restoreOnServer(restoring: Restoring, url: string): Promise<void> {
  await using db = open(postgres(url));
  await refuseOthers(db.owner);
  await keepPresent(db, restoring);
  await load(db, restoring);
}

/** Beside it: what lies there may be damaged, and a folder is chosen by renaming one file. */
async function restoreEmbedded(restoring: Restoring): Promise<void> {
  const { options, say } = restoring;
  const { dataFolder } = options;
  const present = embeddedFolder(dataFolder);
  await sweepLeftovers(dataFolder);
  const isReadable = await keepFolder(present, restoring);
  const fresh = freshFolder(dataFolder);
  {
    await using db = open(await pglite({ dataDir: fresh }));
    await load(db, restoring);
  }
  if (!isReadable) {
    const aside = path.join(dataFolder, `damaged-${Date.now()}`);
    chooseFolder(dataFolder, fresh);
    await rename(present, aside);
    say(`The memory that could not be opened lies in ${aside}; remove it when you need it no more`);
  } else chooseFolder(dataFolder, fresh);
  await sweepLeftovers(dataFolder);
}

/** False where there is something that cannot be opened. */
async function keepFolder(folder: string, restoring: Restoring): Promise<boolean> {
  if (!existsSync(path.join(folder, "PG_VERSION"))) return true;
  let db: Database;
  try {
    db = open(await pglite({ dataDir: folder }));
  } catch {
    restoring.say(`${folder} cannot be opened; it is put aside`);
    return false;
  }
  await using _ = db;
  await keepPresent(db, restoring);
  return true;
}

async function keepPresent(db: Database, { options, say, keyMark }: Restoring): Promise<void> {
  const applied = await db.owner.transaction(appliedIn);
  if (applied.length === 0) return;
  const folder = snapshotsIn(options.dataFolder);
  const told = sayingProgress(say, "Keeping what is there now");
  const { file } = await takeSnapshot(db, { folder, reason: "restore", keyMark, told });
  await keepNewest(folder, "restore", RESTORE_POINTS);
  say(`What is there now is kept in ${file}`);
}

async function load(db: Database, { loading, say }: Restoring): Promise<void> {
  await prepareSchema(db);
  say("Loading; until it is done nothing is replaced");
  await db.owner.transaction((tx) => loadMemory(tx, loading));
}

/** @throws what `wrong` makes, where the tokens cannot be opened with this key */
export async function refuseSealedOtherwise(
  tx: Queries,
  vault: ReturnType<typeof openVault>,
  wrong: (cause: unknown) => Refusal,
): Promise<void> {
  for (const { id, encrypted_token } of await everyConnection(tx)) {
    if (!encrypted_token) continue;
    try {
      vault.unseal(encrypted_token, { table: "home_assistant_connections", row: id });
    } catch (cause) {
      throw wrong(cause);
    }
  }
}

function fileOf({ dataFolder }: Options, snapshot: string): string {
  const file = [path.resolve(snapshot), path.join(snapshotsIn(dataFolder), snapshot)].find((one) => existsSync(one));
  if (file) return file;
  throw new Refusal("no_snapshot", `There is no snapshot ${snapshot}; npm run restore -- --list shows those there are`);
}

const wrongKey = (cause?: unknown): Refusal =>
  new Refusal(
    "wrong_secret_key",
    "The tokens in this snapshot were sealed with another key. Nothing was changed. Put the secret.key (or HOMEOPS_SECRET_KEY) of " +
      "then in its place, or go on with --without-tokens and enter them again",
    { cause },
  );
