import { chmodSync, chownSync, lchownSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import type { Account } from "./account.ts";

const isRoot = () => process.getuid?.() === 0;

/** Makes the folder where it is missing, and gives it with all that is in it to the account alone: a restore leaves it to root. */
export function own(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isRoot()) give(folder, account);
  chmodSync(folder, 0o700);
}

function give(file: string, account: Account): void {
  const seen = lstatSync(file, { throwIfNoEntry: false });
  if (!seen) return; // a passing file
  if (seen.uid !== account.uid || seen.gid !== account.gid) lchownSync(file, account.uid, account.gid);
  if (seen.isDirectory()) for (const name of readdirSync(file)) give(path.join(file, name), account);
}

/**
 * Lets the account pass through the data folder, which is the server's own, without seeing what is in it.
 * @throws Refusal `no_way_through`
 */
export function letThrough(folder: string, account: Account): void {
  if (!isRoot() || account.uid === 0) return;
  const { uid, mode } = lstatSync(folder);
  if (uid !== account.uid && !(mode & 0o001)) {
    chownSync(folder, uid, account.gid);
    chmodSync(folder, (mode & 0o7777) | 0o010);
  }
  for (let above = path.dirname(folder); above !== path.dirname(above); above = path.dirname(above)) {
    const seen = lstatSync(above);
    const bit = seen.uid === account.uid ? 0o100 : seen.gid === account.gid ? 0o010 : 0o001;
    if (seen.isSymbolicLink() || seen.mode & bit) continue;
    throw new Refusal(
      "no_way_through",
      `PostgreSQL runs as ${account.name}, which may not pass through ${above}; run: chmod o+x ${above}, or set HOMEOPS_DATA to another folder`,
    );
  }
}
