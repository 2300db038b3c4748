import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";

/**
 * Makes the folder, for this user alone, and makes sure that it can be written. One level at a time: Node's own recursive mkdir never
 * returns below a folder such as /proc that takes none.
 * @throws Refusal `no_data_folder`
 */
export function makeDataFolder(folder: string): void {
  try {
    makeLevels(folder);
    const probe = path.join(folder, `.probe-${crypto.randomUUID()}`);
    writeFileSync(probe, "", { mode: 0o600 });
    rmSync(probe);
  } catch (cause) {
    const { code = "unknown" } = cause as NodeJS.ErrnoException;
    const message = `HomeOps cannot write to ${folder} (${code}); set HOMEOPS_DATA to a folder that it may write to`;
    throw new Refusal("no_data_folder", message, { cause });
  }
}

function makeLevels(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  makeLevels(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
