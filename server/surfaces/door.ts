import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { Asker } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { heldToken } from "#server/store/people/tokens/made-tokens.ts";
import type { Reach } from "#server/store/people/tokens/reach.ts";
import type { World } from "#server/world.ts";
import { apiToken, isIntegrationToken } from "./api-token.ts";
import { type Sessions, sessionsOf } from "./sessions.ts";
import { type Tickets, ticketBook } from "./tickets.ts";

const COOKIE = "homeops_session";
/** Cookies know no ports: with this prefix a browser takes and sends one over TLS only, from this very host (RFC 6265bis, 4.1.3.2). */
const TLS_COOKIE = `__Host-${COOKIE}`;
const COOKIE_SECONDS = 90 * 24 * 3_600;

/** What let a caller in. */
export interface Pass {
  /** As whom: a rank may change while a socket is open. */
  asker(): Promise<Asker>;
  /** It asks for others only, and must say for whom. */
  readonly isGoBetween?: boolean;
  /** It may name another asker in X-HomeOps-User: a token, and no browser. */
  readonly speaksForOthers?: boolean;
  /** Of a made token: what it may be used for, within what its person may. */
  readonly reach?: Reach;
  /** The number of a browser's sign-in. */
  readonly session?: string;
  /** A session can be ended while its socket is open. */
  holds(): boolean;
}

/** A way in. */
export interface Entry {
  /** `undefined` where the caller shows nothing at all. @throws Refusal `unauthorized`, `foreign_origin`, `forbidden` */
  pass(request: Asking, kind: "read" | "change"): Promise<Pass | undefined>;
  /** For who says a token on an open socket. @throws Refusal `too_many` */
  passFor(token: string, request: Pick<IncomingMessage, "socket">): Promise<Pass | undefined>;
}

/** Answers itself whom it does not let near anything, and says whether it did. */
export type Gate = (request: IncomingMessage, response: ServerResponse) => boolean;

/** For holders of the API token or of one that somebody made, browsers that signed in with it or with a ticket, and the integration. */
export interface Door extends Entry {
  readonly tickets: Tickets;
  readonly sessions: Sessions;
  isToken(text: string): boolean;
}

const TOKEN: Pass = { asker: async () => ({ kind: "owner" }), holds: () => true, speaksForOthers: true };
/** It sees what the owner sees, for whomever it asks: X-HomeOps-User or `as` narrows that. */
const INTEGRATION: Pass = { ...TOKEN, isGoBetween: true };

export function door(world: World): Door {
  const { options, clock } = world;
  const isToken = apiToken(options);
  const isIntegration = isIntegrationToken(options);
  const sessions = sessionsOf(world);
  const passFor = async (token: string): Promise<Pass | undefined> => {
    if (isToken(token)) return TOKEN;
    if (isIntegration(token)) return INTEGRATION;
    const held = await heldToken(world, token);
    return held && { asker: async () => held.asker, reach: held.reach, holds: held.isGood };
  };
  return {
    tickets: ticketBook(clock),
    sessions,
    isToken,
    passFor,
    async pass(request, kind) {
      const { headers } = request;
      const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
      if (headers.authorization !== undefined) {
        const known = bearer === undefined ? undefined : await passFor(bearer);
        if (known) return known;
        throw unauthorized("This token is not one of this HomeOps, or it was revoked or has ended");
      }
      const session = sessionOf(request);
      if (session === undefined) return undefined;
      const found = sessions.find(session);
      if (!found) throw unauthorized("You are signed out");
      refuseForeign(headers, kind);
      const { id, person } = found;
      const asker: Asker = person === null ? { kind: "owner" } : { kind: "person", personId: person };
      return { asker: async () => asker, session: id, holds: () => sessions.has(session) };
    },
  };
}

/** A cookie comes along whichever page sends it; the browser says which one that was. */
function refuseForeign({ origin, host }: IncomingHttpHeaders, kind: "read" | "change"): void {
  if (origin === undefined && kind === "read") return; // browsers leave it out where a page reads from its own server
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Refusal("foreign_origin", "This page may not ask here; open HomeOps by its own address", { status: 403 });
}

type Asking = Pick<IncomingMessage, "headers" | "socket">;

const isSecure = ({ socket }: Pick<Asking, "socket">): boolean => socket instanceof TLSSocket;

export function sessionOf({ headers: { cookie = "" }, socket }: Asking): string | undefined {
  const wanted = `${isSecure({ socket }) ? TLS_COOKIE : COOKIE}=`;
  const pairs = cookie.split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
}

/** The header that keeps a session in the browser, or removes it. */
export function sessionCookie(session: string | undefined, request: Pick<Asking, "socket">): string {
  const [name, secure] = isSecure(request) ? [TLS_COOKIE, "Secure; "] : [COOKIE, ""];
  return `${name}=${session ?? ""}; Path=/; ${secure}HttpOnly; SameSite=Strict; Max-Age=${session ? COOKIE_SECONDS : 0}`;
}

export const unauthorized = (why: string) =>
  new Refusal(
    "unauthorized",
    `${why}; send \`Authorization: Bearer\` with the API token from HOMEOPS_API_TOKEN or the file api.token`,
    { status: 401 },
  );
