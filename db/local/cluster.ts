import { existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import { type Account, usersOf } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { own } from "./owned.ts";
import { run } from "./program.ts";
import { type Machine, settingsFor, settingsText } from "./settings.ts";
import { hbaLines, type SqlAccess, writeCertificate } from "./sql-access.ts";

const ROOM_BYTES = 160 * 2 ** 20; // an empty one takes 60 MB, and its journal must breathe
const OURS = "homeops.conf";
const COMPRESSIONS = ["lz4", "zstd"]; // the first costs the least; what a build lacks is left out

export type Cluster = { binaries: Binaries; account: Account; data: string };

/**
 * Makes a data directory in an empty folder, with checksums, on the disk when it returns. The collation is PostgreSQL's own: one of the
 * system's libraries would change its order with the system.
 * @throws Refusal `disk_full`
 */
export async function initdb({ binaries, account, data }: Cluster): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  own(data, account);
  const { bavail, bsize } = statfsSync(data);
  if (bavail * bsize < ROOM_BYTES) {
    const free = Math.floor((bavail * bsize) / 2 ** 20);
    throw new Refusal(
      "disk_full",
      `A new memory needs ${ROOM_BYTES / 2 ** 20} MB on ${data}, and ${free} MB are free; make room`,
    );
  }
  const locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = ["-D", data, "-U", "postgres", "--auth-local=peer", "--auth-host=reject", "--data-checksums", ...locale];
  await run({ binaries, account, name: "initdb", args });
}

/** Writes what HomeOps decides about a data directory: settings for this machine, and who may come in. */
export async function configure(
  cluster: Cluster,
  machine: Omit<Machine, "walCompression" | "major">,
  sql?: SqlAccess,
): Promise<void> {
  const { account, data, binaries } = cluster;
  const write = (name: string, text: string) => writeChanged(path.join(data, name), text);
  write("pg_hba.conf", hbaLines(sql));
  writeCertificate(data, sql, write);
  const users = usersOf(account).flatMap((user) =>
    ["postgres", "homeops"].map((role) => `homeops "${user}" ${role}\n`),
  );
  write("pg_ident.conf", users.join(""));
  const theirs = readFileSync(path.join(data, "postgresql.conf"), "utf8");
  if (!theirs.includes(OURS)) write("postgresql.conf", `${theirs}\ninclude '${OURS}'\n`);
  const walCompression = await bestCompression(cluster);
  write(OURS, settingsText(settingsFor({ ...machine, major: binaries.major, walCompression })));
  own(data, account);
}

/** Where the disk is full, what was written at an earlier start serves on. */
function writeChanged(file: string, text: string): void {
  const isThere = existsSync(file);
  if (isThere && readFileSync(file, "utf8") === text) return;
  const fresh = `${file}.fresh`;
  try {
    writeFileSync(fresh, text, { mode: 0o600, flush: true });
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    if (!isThere || (error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

/** Asks the program itself what it was built with. */
async function bestCompression({ binaries, account, data }: Cluster): Promise<string> {
  own(data, account);
  for (const one of COMPRESSIONS) {
    const args = ["-D", data, "-c", `wal_compression=${one}`, "-C", "wal_compression"];
    const isKnown = await run({ binaries, account, name: "postgres", args }).then(
      () => true,
      () => false,
    );
    if (isKnown) return one;
  }
  return "pglz";
}
