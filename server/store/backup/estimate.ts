import { statfs } from "node:fs/promises";
import type { Database, Queries } from "#db/database.ts";
import { type KeptTable, keptTables } from "#db/snapshot/kept-tables.ts";
import { type Scope, scopes } from "#db/snapshot/manifest.ts";
import type { World } from "#server/world.ts";
import { backupWishes } from "./chosen-scope.ts";
import type { BackupChoices } from "./contract.ts";
import { shareOf } from "./queries.ts";
import { HOUR_DAYS, MONTH_DAYS, partOf } from "./scopes.ts";

/** What tables pack to, measured; a home of other habits takes more or less. */
const packed = (table: string): number => (table.startsWith("series.") ? 0.25 : 0.15);
const LARGE = 1_000_000_000;
/** So much of a table is looked at. */
const LOOKED_AT = 4_000_000;

type Choices = BackupChoices["choices"];

/** What may be chosen, what is, and what became of it last. */
export async function choicesOf({ db, clock, options }: World): Promise<BackupChoices> {
  const { scope, last } = backupWishes(options.dataFolder);
  const free = await freeBytesAt(options.dataFolder);
  const choices = await estimates(db, clock.now(), free);
  return { scope, choices, disk_free_bytes: free, event_days: MONTH_DAYS, hour_days: HOUR_DAYS, last };
}

/** How large a backup of each scope would become, and what speaks against it. */
export async function estimates(db: Database, now: number, freeBytes: number): Promise<Choices> {
  return db.for("asked").transaction(async (tx) => {
    const tables = await keptTables(tx);
    const choices: Choices = [];
    for (const scope of scopes) {
      const bytes = await bytesOf(tx, tables, scope, now);
      choices.push({ scope, bytes, warning: warningAbout(bytes, freeBytes) });
    }
    return choices;
  });
}

async function bytesOf(tx: Queries, tables: readonly KeptTable[], scope: Scope, now: number): Promise<number> {
  const { selection } = partOf(scope, now);
  let bytes = 0;
  for (const table of tables.flatMap((one) => selection(one) ?? [])) {
    const size = table.leaves.reduce((sum, leaf) => sum + leaf.bytes, 0);
    const percent = Math.min(100, (100 * LOOKED_AT) / Math.max(1, size));
    const share = table.only ? await shareOf(tx, table.name, table.only, percent) : 1;
    bytes += size * share * packed(table.name);
  }
  return Math.round(bytes);
}

export function warningAbout(bytes: number, freeBytes: number): string | null {
  const size = bytes >= LARGE ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
  if (bytes > freeBytes / 2) return `It takes about ${size}, more than half of what is free on the disk.`;
  if (bytes > LARGE) return `It takes about ${size}, and each backup of Home Assistant that is kept takes it again.`;
  return null;
}

export async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
