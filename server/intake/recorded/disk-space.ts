import { statfs } from "node:fs/promises";
import { Refusal } from "#server/refusal.ts";

const BYTES_AN_EVENT = 130;
export const KEEP_FREE = 200 * 1024 * 1024;

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** What an import would take, as far as it is not here yet. */
export const neededBytes = ({ rows, read }: { rows: number; read: number }): number =>
  Math.max(0, rows - read) * BYTES_AN_EVENT;

/** @throws Refusal `no_space` */
export async function refuseFullDisk(folder: string, it: { rows: number; read: number }): Promise<void> {
  const missing = KEEP_FREE + neededBytes(it) - (await freeBytes(folder));
  if (missing <= 0) return;
  const megabytes = Math.ceil(missing / 2 ** 20);
  throw new Refusal(
    "no_space",
    `The import needs ${megabytes} MB more than the disk has free; free some and start it again, it goes on where it stopped`,
  );
}
