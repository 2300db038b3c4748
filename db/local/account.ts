import { readFileSync } from "node:fs";
import os from "node:os";
import { Refusal } from "#server/refusal.ts";

/** Whom PostgreSQL runs as. */
export type Account = { name: string; uid: number; gid: number };

const NAMES = ["homeops", "postgres"];

/**
 * PostgreSQL does not run as root. A server that does (a container's first step) lends it an account without rights; any other
 * server runs it as itself.
 * @throws Refusal `no_account`
 */
export function accountForPostgres(
  uid = process.getuid?.() ?? 0,
  passwd = readFileSync("/etc/passwd", "utf8"),
): Account {
  const accounts = accountsIn(passwd);
  const found = uid === 0 ? NAMES.flatMap((name) => accounts.find((one) => one.name === name) ?? [])[0] : undefined;
  const own = found ?? accounts.find((one) => one.uid === uid && uid !== 0);
  if (own) return own;
  throw new Refusal(
    "no_account",
    uid === 0
      ? "PostgreSQL must not run as root, and there is no account homeops or postgres; make one: useradd --system homeops"
      : `PostgreSQL needs an account with a name, and user ${uid} has none in /etc/passwd; run HomeOps as a user who has`,
  );
}

/** By whom the socket may be used: the account itself, and this server. */
export const usersOf = (account: Account): string[] => [...new Set([account.name, os.userInfo().username])];

function accountsIn(passwd: string): Account[] {
  return passwd.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
