import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import { type Manifest, type Reason, schemaOf } from "./manifest.ts";
import { manifestOf } from "./read-snapshot.ts";

export const UNFINISHED = ".unfinished";
const ENDING = ".homeops";

export type Kept = { file: string; name: string; bytes: number } & (
  | { manifest: Manifest; fault?: undefined }
  | { manifest?: undefined; fault: string }
);

export const snapshotsIn = (dataFolder: string): string => path.join(dataFolder, "snapshots");

/** Sorts by time; no colon, which some file systems refuse. */
export const nameOf = (manifest: Manifest): string =>
  `${manifest.taken_at.slice(0, 19).replaceAll(/[-:]/g, "")}Z-schema-${schemaOf(manifest)}-${manifest.reason}${ENDING}`;

/** Newest first; one that cannot be read is listed with the reason. */
export async function listSnapshots(folder: string): Promise<Kept[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
  return Promise.all(
    names
      .sort()
      .reverse()
      .map(async (name) => {
        const file = path.join(folder, name);
        const { size: bytes } = await stat(file);
        try {
          return { file, name, bytes, manifest: await manifestOf(file) };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return { file, name, bytes, fault: error.message };
        }
      }),
  );
}

/** Lets the oldest of one reason go, and what was left half-written. Called only once a newer one was proven whole. */
export async function keepNewest(folder: string, reason: Reason, most: number): Promise<string[]> {
  const all = (await listSnapshots(folder)).filter(({ manifest }) => manifest?.reason === reason);
  const halves = (await readdir(folder)).filter((name) => name.endsWith(UNFINISHED));
  const gone = all.slice(most).map(({ name }) => name);
  for (const name of [...gone, ...halves]) await rm(path.join(folder, name), { force: true });
  return gone;
}
