import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";

/** The programs of one PostgreSQL version. */
export type Binaries = { major: number; folder: string };

/**
 * All versions that are there, the newest first. The folder is one version's `bin`, beside which others may lie as Debian lays them
 * (`17/bin`, `18/bin`), or the parent of such.
 * @throws Refusal `no_postgres`
 */
export function postgresBinaries(folder: string): [Binaries, ...Binaries[]] {
  const parent = isBin(folder) ? path.resolve(folder, "../..") : folder;
  const beside = names(parent).filter((name) => /^\d+$/.test(name));
  const folders = new Set([
    ...(isBin(folder) ? [folder] : []),
    ...beside.map((name) => path.join(parent, name, "bin")),
  ]);
  const [newest, ...older] = [...folders]
    .filter(isBin)
    .map((one) => ({ major: majorOf(one), folder: one }))
    .sort((one, other) => other.major - one.major);
  if (newest) return [newest, ...older];
  throw new Refusal(
    "no_postgres",
    `HOMEOPS_POSTGRES names ${folder}, but no PostgreSQL is there; name the folder that holds initdb and postgres, or unset it`,
  );
}

const isBin = (folder: string): boolean => ["initdb", "postgres"].every((name) => existsSync(path.join(folder, name)));

function names(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function majorOf(folder: string): number {
  const said = spawnSync(path.join(folder, "postgres"), ["--version"], { encoding: "utf8" });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(said.stdout ?? "")?.[1]);
  if (major) return major;
  throw new Refusal("no_postgres", `The PostgreSQL in ${folder} does not run (${said.error ?? said.stderr?.trim()})`);
}

/**
 * Those of a data directory's version.
 * @throws Refusal `database_newer`, `no_old_postgres`
 */
export function binariesOf(all: readonly Binaries[], major: number): Binaries {
  const found = all.find((one) => one.major === major);
  const newest = all[0]?.major ?? 0;
  if (found) return found;
  if (major > newest) {
    throw new Refusal(
      "database_newer",
      `The memory was written by PostgreSQL ${major}, and the newest here is ${newest}; update HomeOps, or restore a backup of before`,
    );
  }
  throw new Refusal(
    "no_old_postgres",
    `The memory was written by PostgreSQL ${major}, and only ${newest} is here. To bring it over, put the programs of ${major} with pgvector beside it ` +
      `(postgresql-${major} and postgresql-${major}-pgvector on Debian) and start once, or go back to the HomeOps before; nothing was changed`,
  );
}
