import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Scope, scopes } from "#db/snapshot/manifest.ts";
import { writeWhole } from "#server/whole-file.ts";
import { PreparedBackup } from "./contract.ts";

/** In the data folder, so that it comes back with it: which scope somebody chose, and what was written last. */
const Wishes = z.object({ scope: z.enum(scopes), last: PreparedBackup.nullable() });
type Wishes = z.infer<typeof Wishes>;

const fileIn = (dataFolder: string) => path.join(dataFolder, "backup-wishes.json");

export function backupWishes(dataFolder: string): Wishes {
  const file = fileIn(dataFolder);
  if (!existsSync(file)) return { scope: "essentials", last: null };
  return Wishes.parse(JSON.parse(readFileSync(file, "utf8")));
}

export const chooseScope = (dataFolder: string, scope: Scope): void =>
  keep(dataFolder, { ...backupWishes(dataFolder), scope });

export const noteBackup = (dataFolder: string, last: PreparedBackup): void =>
  keep(dataFolder, { ...backupWishes(dataFolder), last });

const keep = (dataFolder: string, wishes: Wishes): void =>
  writeWhole(fileIn(dataFolder), `${JSON.stringify(wishes)}\n`);
