import type { Transactions } from "#db/database.ts";
import type { Log } from "#server/log.ts";
import { archiveDay } from "./archive-day.ts";

const OF_FOLDERS = new Set(["EACCES", "EDQUOT", "EEXIST", "EIO", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"]);

type Parts = { db: Transactions; log: Log; archive?: string | undefined; isPressed?: boolean };

/** Whether a day may go: nobody wants it archived, or it is. */
export async function isArchived({ db, log, archive, isPressed }: Parts, day: string): Promise<boolean> {
  if (archive === undefined) return true;
  try {
    await archiveDay(db, archive, day);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && OF_FOLDERS.has(String(error.code)))) throw error;
    const what = isPressed ? "it goes all the same, because room is short" : "what is to go of it waits";
    log.error(`a day could not be archived; ${what}. Make the folder of HOMEOPS_ARCHIVE writable, or give it room`, {
      day,
      reason: error.message,
    });
    return false;
  }
}
