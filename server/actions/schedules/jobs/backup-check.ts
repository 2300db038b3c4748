import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { backupFile, backupListing } from "#db/snapshot/backup-file.ts";
import { checkSnapshot } from "#db/snapshot/read-snapshot.ts";
import type { Job } from "#server/job.ts";
import { Refusal } from "#server/refusal.ts";
import { BackupListing } from "#server/store/backup/contract.ts";
import { tryBackup } from "#server/store/backup/try-backup.ts";

/**
 * Whether a backup of the memory could be read. A dump lies there only while Home Assistant takes it along; where none does, one of the
 * chosen scope is written for this, read to its end and removed.
 */
export const backupCheck: Job = {
  name: "backup-check",
  says: {
    en: "Reads a backup of the memory to its end, and compares what it counts",
    de: "Liest eine Sicherung des Gedächtnisses bis zum Ende und vergleicht, was darin gezählt wird",
  },
  scope: "server",
  times: { cron: "30 4 * * 0" },
  mostTries: 3,
  mostMinutes: 180,
  async run({ world }) {
    const { dataFolder } = world.options;
    if (existsSync(backupFile(dataFolder))) return { said: saidOf(await checkDump(dataFolder), "as it lies there") };
    const file = await tryBackup(world);
    try {
      return { said: saidOf(await checkSnapshot(file), "written for this") };
    } finally {
      await rm(file, { force: true });
    }
  },
};

type Checked = Awaited<ReturnType<typeof checkSnapshot>>;

/** @throws Refusal `damaged_snapshot`, `damaged_backup` */
export async function checkDump(dataFolder: string): Promise<Checked> {
  const checked = await checkSnapshot(backupFile(dataFolder));
  const text = readFileSync(backupListing(dataFolder), "utf8");
  const { success, data } = BackupListing.safeParse(asJson(text));
  if (!success)
    throw new Refusal("damaged_backup", "The list beside the backup of the memory cannot be read; make another backup");
  const listed = new Map(data.tables.map(({ name, rows, sum }) => [name, `${rows} ${sum}`]));
  const other = checked.totals.find(({ name, rows, sum }) => listed.get(name) !== `${rows} ${sum}`);
  if (other || listed.size !== checked.totals.length)
    throw new Refusal(
      "damaged_backup",
      `The backup of the memory does not hold what is listed beside it (${other?.name ?? "other tables"}); make another backup`,
    );
  return checked;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const saidOf = ({ totals }: Checked, how: string): string =>
  `${totals.reduce((sum, { rows }) => sum + rows, 0)} rows of ${totals.length} tables, all there; ${how}`;
