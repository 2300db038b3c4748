import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { syncFolder, writeWhole } from "#server/whole-file.ts";

/** Where what lies in HomeOps' data folder. A folder gets its final name by a rename, when it is whole. */
export type Place = ReturnType<typeof placeIn>;

export const placeIn = (folder: string) => ({
  folder,
  data: path.join(folder, "postgres"),
  /** Being made: nobody's data yet, and deleted when found at a start. */
  making: path.join(folder, "postgres.making"),
  /** Of an upgrade: the new one when it is whole, and the one before until the next good start. */
  next: path.join(folder, "postgres.next"),
  old: path.join(folder, "postgres.old"),
  /** Says that there is a memory, also where its folder is not to be seen. */
  marker: path.join(folder, "postgres.initialised"),
});

export const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/** The major version that a data directory was made by; undefined where none was finished. */
export function majorIn(data: string): number | undefined {
  if (!existsSync(path.join(data, "global", "pg_control"))) return undefined;
  const file = path.join(data, "PG_VERSION");
  return existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) || undefined : undefined;
}

export function mark({ marker }: Place): void {
  if (existsSync(marker)) return;
  writeWhole(marker, "The memory of this home is in the folder postgres. Without it, HomeOps does not begin anew.\n");
}

/** Survives a power cut. */
export function renameSynced(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(path.dirname(to));
}
