import { existsSync, readFileSync, statSync } from "node:fs";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";
import { writeWhole } from "./whole-file.ts";

const OTHERS = 0o077;

/**
 * A secret that lives in a file of its own, readable by this user only; made when it is first wanted.
 * @throws Refusal `secret_exposed` where other users could read it
 */
export function keptSecret(file: string, make: () => string): Secret {
  if (!existsSync(file)) writeWhole(file, `${make()}\n`); // before anything is sealed with it
  refuseExposed(file);
  return new Secret(readFileSync(file, "utf8").trim());
}

function refuseExposed(file: string): void {
  if (process.platform === "win32") return; // has no such modes
  if (statSync(file).mode & OTHERS) {
    throw new Refusal("secret_exposed", `Other users can read ${file}; run: chmod 600 ${file}`);
  }
}
