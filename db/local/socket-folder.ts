import { createHash } from "node:crypto";
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import type { Account } from "./account.ts";
import { own } from "./owned.ts";

const LONGEST = 107; // bytes of a socket's path that Linux takes
const SOCKET = ".s.PGSQL.00000.lock";

/**
 * A folder for the sockets that none but the account may enter: in the data folder, or where that path is too long, one beside
 * everybody's temporary files, always the same for the same data.
 * @throws Refusal `no_socket_folder`
 */
export function socketFolder(dataFolder: string, account: Account): string {
  const near = path.join(dataFolder, "run");
  const name = `homeops-${createHash("sha256").update(dataFolder).digest("hex").slice(0, 12)}`;
  const folder = fits(near) ? near : path.join(fits(path.join(tmpdir(), name)) ? tmpdir() : "/tmp", name);
  const seen = lstatSync(folder, { throwIfNoEntry: false });
  const mayBeOurs = !seen || (seen.isDirectory() && [account.uid, process.getuid?.()].includes(seen.uid));
  if (!mayBeOurs) throw new Refusal("no_socket_folder", `${folder} is somebody else's; remove it, then start again`);
  own(folder, account);
  return folder;
}

/**
 * Sockets of servers that have ended, all or those of a port. After a power cut their locks may be empty or name somebody else's process, and
 * PostgreSQL would wait for that one for ever. Source: postgresql, src/backend/utils/init/miscinit.c, CreateLockFile.
 */
export function clearSockets(folder: string, port?: number): void {
  const begin = port === undefined ? ".s.PGSQL." : `.s.PGSQL.${port}`;
  for (const name of readdirSync(folder)) if (name.startsWith(begin)) rmSync(path.join(folder, name), { force: true });
}

const fits = (folder: string): boolean => Buffer.byteLength(path.join(folder, SOCKET)) <= LONGEST;
