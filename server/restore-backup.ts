import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { Database } from "#db/database.ts";
import { appliedIn, prepareSchema } from "#db/migrate.ts";
import { backupFile, backupListing } from "#db/snapshot/backup-file.ts";
import { divided, type Loading, loadMemory } from "#db/snapshot/load-memory.ts";
import type { Manifest } from "#db/snapshot/manifest.ts";
import type { Progress } from "#db/snapshot/progress.ts";
import { checkSnapshot, rowsOf } from "#db/snapshot/read-snapshot.ts";
import type { Log } from "./log.ts";
import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { refuseSealedOtherwise } from "./restore-memory.ts";
import { settlePart } from "./store/backup/queries.ts";
import { openVault } from "./store/vault/vault.ts";

type Restoring = { options: Pick<Options, "dataFolder" | "secretKey" | "formerSecretKeys">; log: Log; told: Progress };

/**
 * Where a data folder came back with its dump and without its database, the dump becomes the memory. Whole or not at all: as long as it is
 * not, the database has taken no step, and the next start tries again.
 * @throws Refusal `damaged_snapshot`, `newer_snapshot`, `wrong_secret_key`, `not_restored`
 */
export async function restoreBackup(db: Database, { options, log, told }: Restoring): Promise<void> {
  const file = backupFile(options.dataFolder);
  if (!existsSync(file)) return;
  if ((await db.owner.transaction(appliedIn)).length > 0) {
    log.warn(
      "a backup's dump lies beside the memory, which is used on; npm run restore -- FILE would put it in its place",
      { file },
    );
    return;
  }
  const from = performance.now();
  log.info("a restored backup was found; its dump becomes the memory", { file });
  const { manifest, rows } = await loaded(db, file, { options, log, told }).catch((error) => {
    throw explained(error, file);
  });
  for (const read of [file, backupListing(options.dataFolder)]) await rm(read, { force: true });
  const seconds = Math.round((performance.now() - from) / 1000);
  log.info("memory restored from the backup; what happened since is asked of Home Assistant", {
    ...{ rows, seconds, taken_at: manifest.taken_at, scope: manifest.scope },
  });
}

async function loaded(
  db: Database,
  file: string,
  { options, log, told }: Restoring,
): Promise<{ manifest: Manifest; rows: number }> {
  const { manifest, totals } = await checkSnapshot(file);
  divided(manifest);
  const vault = openVault(options);
  if (manifest.key_mark && !vault.knows(manifest.key_mark)) throw wrongKey(options.dataFolder);
  told({ percent: 0, remainingSeconds: null }); // only now: what is refused ends the start in a sentence, and is not tried again and again
  const rows = totals.reduce((sum, total) => sum + total.rows, 0);
  const loading: Loading = {
    manifest,
    rows: rowsOf(file),
    totals: () => totals,
    expected: rows,
    told(progress) {
      log.info("restoring the memory goes on", progress);
      told(progress);
    },
    async accept(tx) {
      await refuseSealedOtherwise(tx, vault, () => wrongKey(options.dataFolder));
      await settlePart(tx, manifest);
    },
  };
  await prepareSchema(db);
  await db.owner.transaction((tx) => loadMemory(tx, loading));
  return { manifest, rows };
}

/** The same refusal, with what to do about it here. */
function explained(error: unknown, file: string): unknown {
  if (!(error instanceof Refusal)) return error;
  const advice = `HomeOps does not begin anew over a backup: restore another one, or remove ${file} to begin with an empty memory`;
  return new Refusal(error.code, `${error.message}. ${advice}`, { status: error.status, cause: error });
}

const wrongKey = (dataFolder: string): Refusal =>
  new Refusal(
    "wrong_secret_key",
    `The tokens in this backup were sealed with another key. Nothing was changed. Put the secret.key that belongs to it (or HOMEOPS_SECRET_KEY) into ${dataFolder} and start again`,
  );
