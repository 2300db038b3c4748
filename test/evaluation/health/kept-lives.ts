import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeHome, type Wanted } from "./make-home.ts";
import type { Played } from "./play-home.ts";

type Life = Omit<Played, "home">;

/** Lives that were played to their end, in a folder, so that an evaluation of hours may be broken off; they are of the code that played them. */
export function keptLives(folder: string | undefined) {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const fileOf = (it: Wanted) => folder && join(folder, `${Object.values(it).join("-")}.json`);
  return {
    of(it: Wanted): Played | undefined {
      const file = fileOf(it);
      if (!file || !existsSync(file)) return undefined;
      const life = JSON.parse(readFileSync(file, "utf8")) as Life; // written below, by the same code
      return { home: makeHome(it), ...life };
    },
    keep(it: Wanted, { home: _, ...life }: Played): void {
      const file = fileOf(it);
      if (!file) return;
      writeFileSync(`${file}.new`, JSON.stringify(life));
      renameSync(`${file}.new`, file);
    },
  };
}
