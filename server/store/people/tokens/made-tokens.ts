import type { Asker } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { perDatabase } from "#server/per-database.ts";
import { secretHash } from "#server/secret-hash.ts";
import type { World } from "#server/world.ts";
import { noteUsed, type TokenRow, tokensLeft, tokenWith } from "./queries.ts";
import type { Reach } from "./reach.ts";

const MOST_HELD = 1_000;
/** 32 random bytes as base64url. */
const TOKEN = /^hop_[A-Za-z0-9_-]{43}$/;

/** A token in use: it may be revoked, or end, while a socket of it is open. */
export interface HeldToken {
  readonly asker: Asker;
  readonly reach: Reach;
  isGood(): boolean;
}

type Kept = { row: TokenRow; held: HeldToken; isRevoked: boolean; usedOn: string | null };

/** Those that were shown lately, by hash, the oldest first; `heard` counts what was told of revoked ones. */
const known = perDatabase(() => ({ tokens: new Map<string, Kept>(), heard: 0 }));

const isMadeToken = (text: string): boolean => TOKEN.test(text);

/** Undefined: there is no such token, or no longer. */
export async function heldToken(world: World, text: string): Promise<HeldToken | undefined> {
  if (!isMadeToken(text)) return undefined;
  const kept = await keptOf(world, secretHash(text));
  if (!kept?.held.isGood()) return undefined;
  used(world, kept);
  return kept.held;
}

async function keptOf(world: World, hash: Buffer): Promise<Kept | undefined> {
  const all = known(world);
  const key = hash.toString("hex");
  const before = all.tokens.get(key);
  if (before) return before;
  const { heard } = all;
  const row = await tokenWith(world.db.for("asked"), hash);
  if (!row) return undefined;
  if (heard !== all.heard) return keptOf(world, hash); // it may be one that was revoked since it was read
  const kept = keep(world, row);
  const [oldest] = all.tokens.keys();
  if (oldest !== undefined && all.tokens.size >= MOST_HELD) all.tokens.delete(oldest);
  all.tokens.set(key, kept);
  return kept;
}

function keep({ clock }: World, row: TokenRow): Kept {
  const { person, scopes, rooms, homes, is_at_most_member, expires_at, last_used_on } = row;
  const until = expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
  const held: HeldToken = {
    asker: { kind: "person", personId: person, ...(is_at_most_member && { atMost: "member" }) },
    reach: { scopes, rooms, homes },
    isGood: () => !kept.isRevoked && clock.now() < until,
  };
  const kept: Kept = { row, held, isRevoked: false, usedOn: last_used_on };
  return kept;
}

/** Once a day is enough to find the ones that nobody uses. */
function used({ db, clock, log }: World, kept: Kept): void {
  const day = instantOf(clock.now()).slice(0, 10);
  if (kept.usedOn === day) return;
  kept.usedOn = day;
  noteUsed(db, kept.row.id, day).catch((error: unknown) => log.debug("use of a token not noted", failure(error)));
}

/** What the channel `tokens` tells: the number of one that is gone, or nothing where something may have been missed. */
export async function hearTokens(world: World, told: string | undefined): Promise<void> {
  const all = known(world);
  all.heard++;
  if (told !== undefined) return forget(all.tokens, ({ row }) => String(row.id) === told);
  const ids = [...all.tokens.values()].map(({ row }) => row.id);
  if (ids.length === 0) return;
  const left = new Set((await tokensLeft(world.db, ids)).map(({ id }) => id));
  forget(all.tokens, ({ row }) => ids.includes(row.id) && !left.has(row.id));
}

function forget(tokens: Map<string, Kept>, isGone: (kept: Kept) => boolean): void {
  for (const [key, kept] of tokens) {
    if (!isGone(kept)) continue;
    kept.isRevoked = true;
    tokens.delete(key);
  }
}
