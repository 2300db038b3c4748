import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { type Clock, milliseconds } from "#server/clock.ts";
import { isDiskFull } from "#server/database-away.ts";

const LIFE_MS = milliseconds({ hours: 90 * 24 });
const MOST = 200;
/** A machine that remembers no time starts in 1970: what it signs in then must outlive its first look at the network's time. */
const NOT_BEFORE = Date.UTC(2026, 10, 1);

const Kept = z.record(z.string(), z.number()).catch({}); // a torn file signs everybody out, no more

/** Browsers that have signed in. Only hashes are kept, so that the file opens nothing to whoever reads it. */
export interface Sessions {
  open(): string;
  has(session: string): boolean;
  close(session: string): void;
}

export function sessionsIn(file: string, clock: Clock): Sessions {
  const expiries = new Map(Object.entries(existsSync(file) ? Kept.parse(read(file)) : {})); // by hash, oldest first
  const keep = () => {
    for (const hash of [...expiries.keys()].slice(0, Math.max(0, expiries.size - MOST))) expiries.delete(hash);
    try {
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(expiries)), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      if (!isDiskFull(error)) throw error; // who signs in to see what fills the disk is let in until the next start
    }
  };
  return {
    open() {
      const session = randomBytes(32).toString("base64url");
      expiries.set(hashOf(session), Math.max(clock.now(), NOT_BEFORE) + LIFE_MS);
      keep();
      return session;
    },
    has: (session) => (expiries.get(hashOf(session)) ?? 0) > clock.now(),
    close(session) {
      if (expiries.delete(hashOf(session))) keep();
    },
  };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

const hashOf = (session: string) => createHash("sha256").update(session).digest("hex");
