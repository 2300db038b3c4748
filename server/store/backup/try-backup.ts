import path from "node:path";
import { makeDataFolder } from "#db/data-folder.ts";
import { backupFile } from "#db/snapshot/backup-file.ts";
import { readingMemory } from "#db/snapshot/live-memory.ts";
import { writeSnapshot } from "#db/snapshot/take-snapshot.ts";
import type { World } from "#server/world.ts";
import { backupWishes } from "./chosen-scope.ts";
import { refuseFullDisk } from "./prepare.ts";
import { partOf } from "./scopes.ts";

/**
 * Writes a dump as a backup would, beside where that lies; answers the file, which is the caller's to remove.
 * @throws Refusal those of prepareBackup()
 */
export async function tryBackup({ db, clock, options: { dataFolder } }: World): Promise<string> {
  const { scope } = backupWishes(dataFolder);
  const file = `${backupFile(dataFolder)}.trial`;
  makeDataFolder(path.dirname(file));
  await refuseFullDisk({ db, clock }, dataFolder, scope);
  const part = partOf(scope, clock.now());
  await readingMemory(db, { reason: "backup", keyMark: null, part }, (memory) => writeSnapshot(file, memory));
  return file;
}
