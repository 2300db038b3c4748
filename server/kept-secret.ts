import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { isDiskFull } from "./database-away.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";

const OTHERS = 0o077;

/**
 * A secret that lives in a file of its own, readable by this user only; made when it is first wanted.
 * @throws Refusal `secret_exposed` where other users could read it, `disk_full`
 */
export function keptSecret(file: string, make: () => string): Secret {
  if (!existsSync(file)) keepOrRefuse(file, make());
  refuseExposed(file);
  return new Secret(readFileSync(file, "utf8").trim());
}

function refuseExposed(file: string): void {
  if (process.platform === "win32") return; // has no such modes
  if (statSync(file).mode & OTHERS) {
    throw new Refusal("secret_exposed", `Other users can read ${file}; run: chmod 600 ${file}`);
  }
}

function keepOrRefuse(file: string, text: string): void {
  try {
    keep(file, text);
  } catch (cause) {
    rmSync(`${file}.new`, { force: true });
    if (!isDiskFull(cause)) throw cause;
    throw new Refusal("disk_full", `The disk is full, so ${file} cannot be made; free some space, then start again`, {
      cause,
    });
  }
}

// Whole or not at all, and on the disk before anything is sealed with it: a power cut must not leave an empty key.
function keep(file: string, text: string): void {
  const unfinished = `${file}.new`;
  const fd = openSync(unfinished, "w", 0o600);
  try {
    writeSync(fd, `${text}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(unfinished, file);
  const folder = openSync(path.dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}
