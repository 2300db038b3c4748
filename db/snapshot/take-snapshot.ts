import { open, rename, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import { syncFolder } from "#server/whole-file.ts";
import { makeDataFolder } from "../data-folder.ts";
import type { Database } from "../database.ts";
import { frameWriter } from "./frames.ts";
import { nameOf, UNFINISHED } from "./kept-snapshots.ts";
import { type About, type LiveMemory, readingMemory } from "./live-memory.ts";
import { checkSnapshot } from "./read-snapshot.ts";

/** Rows and their text together pack to a fifth of the tables; half leaves room for a home of other habits. */
const SHARE_OF_TABLES = 0.5;
const KEEP_FREE = 64 * 2 ** 20;

/** `begun` is called when nothing is in its way. */
type Wanted = About & { folder: string; begun?(): void };
export type Taken = { file: string; bytes: number; rows: number; sha256: string };

/**
 * Writes the whole memory as of one moment into one file, read back and compared before it gets its name.
 * @throws Refusal `no_space`, `no_data_folder`
 */
export const takeSnapshot = (db: Database, { folder, begun, ...about }: Wanted): Promise<Taken> =>
  readingMemory(db, about, async (memory) => {
    makeDataFolder(folder);
    await refuseFullDisk(folder, memory.bytes);
    begun?.();
    const file = path.join(folder, nameOf(memory.manifest));
    return writeSnapshot(file, memory);
  });

/** Under another name until it was read back and compared; one of the same name is there until then. */
export async function writeSnapshot(file: string, memory: LiveMemory): Promise<Taken> {
  const unfinished = `${file}${UNFINISHED}`;
  try {
    const written = await write(unfinished, memory);
    await checkSnapshot(unfinished);
    await rename(unfinished, file);
    syncFolder(path.dirname(file));
    return { file, ...written, rows: memory.totals.reduce((sum, { rows }) => sum + rows, 0) };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function write(file: string, memory: LiveMemory): Promise<Pick<Taken, "bytes" | "sha256">> {
  await using handle = await open(file, "w", 0o600);
  const frames = await frameWriter(handle);
  await frames.write(memory.manifest);
  for await (const { body, ...head } of memory.rows()) await frames.write(head, body);
  await frames.write({ kind: "end", tables: memory.totals, sha256: await frames.digest() });
  const sha256 = await frames.digest();
  await handle.sync();
  return { bytes: frames.bytes, sha256 };
}

async function refuseFullDisk(folder: string, tableBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const lacking = tableBytes * SHARE_OF_TABLES + KEEP_FREE - bavail * bsize;
  if (lacking <= 0) return;
  throw new Refusal(
    "no_space",
    `A snapshot of the memory needs ${Math.ceil(lacking / 2 ** 20)} MB more than are free at ${folder}; free some, ` +
      "or set HOMEOPS_SNAPSHOTS=0 to go on without one",
  );
}
