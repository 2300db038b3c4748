import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { syncFolder, writeWhole } from "#server/whole-file.ts";

/** Beside a folder that is being made. */
const markOf = (folder: string): string => `${folder}.making`;

/** It has never held anything: its making was cut short. */
export const isBeingMade = (folder: string): boolean => existsSync(markOf(folder));

/**
 * Marks a folder that PGlite will fill. After a power cut many of its files have their names and nothing in them, so that it would never
 * open again; what is marked at a start is made anew.
 */
export function beginFolder(folder: string): void {
  if (isBeingMade(folder)) rmSync(folder, { recursive: true, force: true });
  if (existsSync(path.join(folder, "PG_VERSION"))) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeWhole(markOf(folder), "");
}

/** From here on it is a memory: all that is in it is on the disk. */
export function keepFolder(folder: string): void {
  if (!isBeingMade(folder)) return;
  rmSync(markOf(folder));
  syncFolder(path.dirname(folder));
}
