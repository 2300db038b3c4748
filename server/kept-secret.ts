import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { isDiskFull } from "./database-away.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";
import { writeWhole } from "./whole-file.ts";

const OTHERS = 0o077;

/**
 * A secret that lives in a file of its own, readable by this user only; made when it is first wanted.
 * @throws Refusal `secret_exposed` where other users could read it, `disk_full`
 */
export function keptSecret(file: string, make: () => string): Secret {
  if (!existsSync(file)) keepWhole(file, make());
  refuseExposed(file);
  return new Secret(readFileSync(file, "utf8").trim());
}

function refuseExposed(file: string): void {
  if (process.platform === "win32") return; // has no such modes
  if (statSync(file).mode & OTHERS) {
    throw new Refusal("secret_exposed", `Other users can read ${file}; run: chmod 600 ${file}`);
  }
}

/** @throws Refusal `disk_full`, with nothing left behind */
export function keepWhole(file: string, text: string): void {
  try {
    writeWhole(file, `${text}\n`); // before anything is sealed with it
  } catch (cause) {
    rmSync(`${file}.new`, { force: true });
    if (!isDiskFull(cause)) throw cause;
    throw new Refusal("disk_full", `The disk is full, so ${file} cannot be made; free some space, then start again`, {
      cause,
    });
  }
}
