import { existsSync } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { databaseBytes } from "#server/store/memory/retention/size-queries.ts";
import type { World } from "#server/world.ts";

export interface Measured {
  /** Database, journal, spill and whatever else is in the data folder. */
  bytes: number;
  /** Undefined where the database lies on another machine's disk. */
  freeBytes: number | undefined;
}

/** How large all is that we keep. */
export async function measure({ db, options }: Pick<World, "db" | "options">): Promise<Measured> {
  const bytes = (await databaseBytes(db)) + (await folderBytes(options.dataFolder));
  const { bavail, bsize } = await statfs(options.dataFolder);
  return { bytes, freeBytes: isOnThisDisk(options) ? bavail * bsize : undefined };
}

/** A database's own folder has been counted by the database, but for its journal. */
export async function folderBytes(folder: string): Promise<number> {
  if (existsSync(path.join(folder, "PG_VERSION"))) return folderBytes(path.join(folder, "pg_wal"));
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(inside);
    else if (entry.isFile()) bytes += (await stat(inside).catch(() => ({ size: 0 }))).size; // it may be gone by now
  }
  return bytes;
}

function isOnThisDisk({ databaseUrl, databaseDirectUrl }: World["options"]): boolean {
  const address = databaseDirectUrl ?? databaseUrl; // a pooler may run here, and its database elsewhere
  if (!address) return true;
  const { hostname, searchParams } = new URL(address.reveal());
  return hostname === "" || searchParams.has("host") || /^(localhost|127\.|\[?::1)/.test(hostname);
}
