import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Clock } from "#server/clock.ts";
import { Lru } from "#server/lru.ts";
import type { Entry } from "./door.ts";
import { limiter, tooMany } from "./limiter.ts";
import { peerOf } from "./peer.ts";

const WRONG = { most: 5, span: { minutes: 15 } };
const MOST_KNOWN = 1_000;

type Asking = Pick<IncomingMessage, "socket">;

/** Wrong tokens by peer. Whoever had the right one before goes on with it, so that nobody behind the same address locks them out. */
export interface Tries {
  /** @throws Refusal `too_many` */
  admit(request: Asking, token?: string): void;
  wrong(request: Asking): void;
  right(request: Asking, token: string): void;
}

export function triesOf(clock: Clock): Tries {
  const wrong = limiter(WRONG, clock);
  const known = new Lru<string, true>(MOST_KNOWN); // by peer and hash of the token
  const pair = (request: Asking, token: string) =>
    createHash("sha256")
      .update(`${peerOf(request)} ${token}`)
      .digest("base64url");
  return {
    admit(request, token) {
      const seconds = wrong.waits(peerOf(request));
      if (seconds === undefined || (token !== undefined && known.get(pair(request, token)))) return;
      throw tooMany("wrong tokens from this address", seconds);
    },
    wrong: (request) => void wrong.spend(peerOf(request)),
    right: (request, token) => void known.set(pair(request, token), true),
  };
}

/** A way in where nobody can try tokens for long. */
export function withTries<Inner extends Entry>(inner: Inner, tries: Tries): Inner {
  return {
    ...inner,
    async pass(request, kind) {
      const token = request.headers.authorization;
      if (token === undefined) return inner.pass(request, kind);
      tries.admit(request, token);
      try {
        const pass = await inner.pass(request, kind);
        tries.right(request, token);
        return pass;
      } catch (error) {
        if (isUnauthorized(error)) tries.wrong(request);
        throw error;
      }
    },
    async passFor(token, request) {
      tries.admit(request, `Bearer ${token}`);
      const pass = await inner.passFor(token, request);
      if (pass) tries.right(request, `Bearer ${token}`);
      else tries.wrong(request);
      return pass;
    },
  };
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "unauthorized";
