import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { instantOf } from "#server/instant.ts";
import type { FoundFile } from "./contract.ts";

/** What the Supervisor lays into an app, where its manifest asks for it. */
const IN_THE_APP = ["/share", "/homeassistant", "/backup"];
const LIKELY = /\.(?:db|tar|sqlite3?)$/i;
const DEEPEST = 2;
const MOST = 100;

/** Where recorder files may lie: those uploaded, and in the app those in the shared folders. */
export const reachableFolders = (importFolder: string, { insideApp }: { insideApp: boolean }): string[] =>
  insideApp ? [importFolder, ...IN_THE_APP] : [importFolder];

/** Recorder files and backups in these folders, newest first. */
export async function foundFiles(folders: readonly string[]): Promise<FoundFile[]> {
  const found = (await Promise.all(folders.map((folder) => within(folder, DEEPEST)))).flat();
  return found.toSorted((one, other) => (one.changed_at < other.changed_at ? 1 : -1)).slice(0, MOST);
}

async function within(folder: string, depth: number): Promise<FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []); // not there, or not for us
  const found = await Promise.all(
    entries.map(async (entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && depth > 1) return within(file, depth - 1);
      if (!entry.isFile() || !LIKELY.test(entry.name) || entry.name.startsWith("backup-")) return [];
      const { size, mtimeMs } = await stat(file);
      return [{ file, bytes: size, changed_at: instantOf(mtimeMs) }];
    }),
  );
  return found.flat();
}
