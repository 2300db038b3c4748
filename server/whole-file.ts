import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/** Whole or not at all, for this user alone, and on the disk when it returns: a power cut must not leave half of it. */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.new`;
  const fd = openSync(unfinished, "w", 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(unfinished, file);
  syncFolder(path.dirname(file));
}

/** What was made, renamed or removed in it is on the disk. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, "r");
  fsyncSync(fd);
  closeSync(fd);
}
