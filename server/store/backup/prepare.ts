import { rm } from "node:fs/promises";
import path from "node:path";
import { makeDataFolder } from "#db/data-folder.ts";
import { backupFile, backupListing } from "#db/snapshot/backup-file.ts";
import { type LiveMemory, readingMemory } from "#db/snapshot/live-memory.ts";
import { type Scope, schemaOf } from "#db/snapshot/manifest.ts";
import { type Taken, writeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { Refusal } from "#server/refusal.ts";
import { writeWhole } from "#server/whole-file.ts";
import type { World } from "#server/world.ts";
import { backupWishes, noteBackup } from "./chosen-scope.ts";
import type { BackupListing, PreparedBackup } from "./contract.ts";
import { estimates, freeBytesAt } from "./estimate.ts";
import { partOf } from "./scopes.ts";

const KEEP_FREE = 64 * 2 ** 20;

/**
 * Writes the dump of the chosen scope as of one moment, while intake goes on; one that lies there is replaced.
 * @throws Refusal `no_space`, `no_data_folder`
 */
export async function prepareBackup({ db, clock, log, options }: World, keyMark: string): Promise<PreparedBackup> {
  const from = performance.now();
  const { dataFolder } = options;
  const { scope } = backupWishes(dataFolder);
  await removeBackup(dataFolder);
  makeDataFolder(path.dirname(backupFile(dataFolder)));
  const warning = await refuseFullDisk({ db, clock }, dataFolder, scope);
  const part = partOf(scope, clock.now());
  const prepared = await readingMemory(db, { reason: "backup", keyMark, part }, async (memory) => {
    const written = await writeSnapshot(backupFile(dataFolder), memory);
    const { bytes, rows } = written;
    const listing = listed(memory, scope, written);
    writeWhole(backupListing(dataFolder), `${JSON.stringify(listing, null, 1)}\n`);
    const seconds = Math.round(performance.now() - from) / 1000;
    return { scope, taken_at: listing.taken_at, bytes, rows, seconds, warning };
  });
  noteBackup(dataFolder, prepared);
  log.info("dump for a backup written", prepared);
  if (warning) log.warn("the dump for the backup is large", { warning });
  return prepared;
}

/** Also what a backup that was cut short left lying. */
export async function removeBackup(dataFolder: string): Promise<boolean> {
  const file = backupFile(dataFolder);
  const wasThere = await rm(file).then(
    () => true,
    () => false,
  );
  for (const left of [backupListing(dataFolder), `${file}.unfinished`]) await rm(left, { force: true });
  return wasThere;
}

function listed({ manifest, totals }: LiveMemory, scope: Scope, { bytes, sha256 }: Taken): BackupListing {
  return {
    homeops: manifest.homeops,
    schema: schemaOf(manifest),
    scope,
    since: manifest.since ?? null,
    taken_at: manifest.taken_at,
    bytes,
    sha256,
    key_mark: manifest.key_mark,
    tables: totals,
  };
}

/** Answers what speaks against it all the same. */
export async function refuseFullDisk(
  { db, clock }: Pick<World, "db" | "clock">,
  dataFolder: string,
  scope: Scope,
): Promise<string | null> {
  const free = await freeBytesAt(dataFolder);
  const it = (await estimates(db, clock.now(), free)).find((choice) => choice.scope === scope);
  if (!it || it.bytes + KEEP_FREE <= free) return it?.warning ?? null;
  const lacking = Math.ceil((it.bytes + KEEP_FREE - free) / 2 ** 20);
  throw new Refusal(
    "no_space",
    `The dump for this backup needs ${lacking} MB more than are free; free some, or choose a smaller scope on the page of HomeOps`,
    { status: 507 },
  );
}
