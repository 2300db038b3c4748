import { randomBytes } from "node:crypto";
import type { Microseconds } from "../moment.ts";
import { seedOf } from "./wave.ts";

/** What set something off. Its members cross the wire as they are. */
export interface Context {
  readonly id: string;
  readonly parent_id: string | null;
  readonly user_id: string | null;
}

const base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A fresh context of something that happens now. */
export const newContext = (at: Microseconds, cause: { parent?: Context; user?: string | null } = {}): Context => ({
  id: ulid(at, randomBytes(16)),
  parent_id: cause.parent?.id ?? null,
  user_id: cause.user ?? null,
});

/** The context of something scripted that names none: the same each time it is told. */
export function scriptedContext(at: Microseconds, what: string): Context {
  const noise = new Uint8Array(16);
  let seed = seedOf(`${what}@${at}`);
  for (let i = 0; i < noise.length; i++) {
    seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + i;
    noise[i] = seed >>> 24;
  }
  return { id: ulid(at, noise), parent_id: null, user_id: null };
}

/** 48 bits of milliseconds and 80 bits of noise as 26 letters; `noise` gives five of its bits to each of 16 letters. */
function ulid(at: Microseconds, noise: Uint8Array): string {
  let text = "";
  for (let ms = Math.floor(at / 1000), i = 0; i < 10; i++, ms = Math.floor(ms / 32)) text = base32[ms % 32] + text;
  for (let i = 0; i < 16; i++) text += base32[(noise[i] ?? 0) & 31];
  return text;
}
