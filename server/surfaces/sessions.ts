import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Clock, milliseconds } from "#server/clock.ts";
import { isDiskFull } from "#server/database-away.ts";
import { secretHash } from "#server/secret-hash.ts";
import type { World } from "#server/world.ts";

const LIFE_MS = milliseconds({ hours: 90 * 24 });
/** That a browser was there is written down once in so long: disks of small machines die of writing. */
const SEEN_MS = milliseconds({ hours: 1 });
const MOST = 200;
const ID_DIGITS = 16;
/** A machine that remembers no time starts in 1970: what it signs in then must outlive its first look at the network's time. */
const NOT_BEFORE = Date.UTC(2026, 10, 1);

const Entry = z.object({
  until: z.number(),
  since: z.number(),
  seen: z.number(),
  /** null: whoever had the API token or its ticket. */
  person: z.uuid().nullable(),
  device: z.string().nullable(),
});
type Entry = z.infer<typeof Entry>;
/** Earlier ones were kept by their end alone. */
const Earlier = z
  .number()
  .transform((until): Entry => ({ until, since: until - LIFE_MS, seen: until - LIFE_MS, person: null, device: null }));
const Kept = z.record(z.string(), z.union([Entry, Earlier])).catch({}); // a torn file signs everybody out, no more

/** A browser that has signed in; its `id` opens nothing. */
export type Session = Entry & { readonly id: string };

/** Browsers that have signed in. Only hashes are kept, so that the file opens nothing to whoever reads it. */
export interface Sessions {
  open(by?: { person?: string; device?: string | null }): string;
  find(session: string): Session | undefined;
  has(session: string): boolean;
  close(session: string): void;
  /** The newest first. */
  list(): Session[];
  /** Ends those of which `isMeant` holds, and says how many. */
  end(isMeant: (session: Session) => boolean): number;
}

const known = new WeakMap<World["db"], Sessions>();

/** Those of this server. */
export function sessionsOf({ db, options, clock }: Pick<World, "db" | "options" | "clock">): Sessions {
  const sessions = known.get(db) ?? sessionsIn(path.join(options.dataFolder, "sessions.json"), clock);
  known.set(db, sessions);
  return sessions;
}

export function sessionsIn(file: string, clock: Clock): Sessions {
  const entries = new Map(Object.entries(existsSync(file) ? Kept.parse(read(file)) : {})); // by hash, oldest first
  const keep = () => {
    for (const hash of [...entries.keys()].slice(0, Math.max(0, entries.size - MOST))) entries.delete(hash);
    try {
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      if (!isDiskFull(error)) throw error; // who signs in to see what fills the disk is let in until the next start
    }
  };
  const good = (hash: string): Session | undefined => {
    const entry = entries.get(hash);
    return entry && entry.until > clock.now() ? { ...entry, id: hash.slice(0, ID_DIGITS) } : undefined;
  };
  return {
    open({ person, device } = {}) {
      const session = randomBytes(32).toString("base64url");
      const now = Math.max(clock.now(), NOT_BEFORE);
      const entry = { until: now + LIFE_MS, since: now, seen: now, person: person ?? null, device: device ?? null };
      entries.set(hashOf(session), entry);
      keep();
      return session;
    },
    find(session) {
      const hash = hashOf(session);
      const [found, entry] = [good(hash), entries.get(hash)];
      if (!found || !entry || clock.now() - entry.seen < SEEN_MS) return found;
      entries.set(hash, { ...entry, seen: clock.now() });
      keep();
      return found;
    },
    has: (session) => good(hashOf(session)) !== undefined,
    close(session) {
      if (entries.delete(hashOf(session))) keep();
    },
    list: () =>
      [...entries.keys()]
        .map(good)
        .filter((session) => session !== undefined)
        .toReversed(),
    end(isMeant) {
      const ended = [...entries.keys()].filter((hash) => {
        const session = good(hash);
        return session !== undefined && isMeant(session);
      });
      for (const hash of ended) entries.delete(hash);
      if (ended.length > 0) keep();
      return ended.length;
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

const hashOf = (session: string) => secretHash(session).toString("hex");
