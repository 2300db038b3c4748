import type { IncomingHttpHeaders } from "node:http";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { apiToken } from "./api-token.ts";
import { type Sessions, sessionsIn } from "./sessions.ts";
import { type Tickets, ticketBook } from "./tickets.ts";

const COOKIE = "homeops_session";
const COOKIE_SECONDS = 90 * 24 * 3_600;

/** What let a caller in; a session can be ended while its socket is open. */
export type Pass = { by: "token" } | { by: "session"; session: string };

/** Who may come in: holders of the API token, and browsers that signed in with it or with a ticket. */
export interface Door {
  readonly tickets: Tickets;
  readonly sessions: Sessions;
  isToken(text: string): boolean;
  /** `undefined` where the caller shows nothing at all. @throws Refusal `unauthorized`, `foreign_origin` */
  pass(headers: IncomingHttpHeaders, kind: "read" | "change"): Pass | undefined;
}

export function door({ options, clock }: Pick<World, "options" | "clock">): Door {
  const isToken = apiToken(options);
  const sessions = sessionsIn(path.join(options.dataFolder, "sessions.json"), clock);
  return {
    tickets: ticketBook(clock),
    sessions,
    isToken,
    pass(headers, kind) {
      const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
      if (headers.authorization !== undefined) {
        if (bearer && isToken(bearer)) return { by: "token" };
        throw unauthorized("This API token is not the one of this HomeOps");
      }
      const session = sessionOf(headers);
      if (session === undefined) return undefined;
      if (!sessions.has(session)) throw unauthorized("You are signed out");
      refuseForeign(headers, kind);
      return { by: "session", session };
    },
  };
}

/** A cookie comes along whichever page sends it; the browser says which one that was. */
function refuseForeign({ origin, host }: IncomingHttpHeaders, kind: "read" | "change"): void {
  if (origin === undefined && kind === "read") return; // browsers leave it out where a page reads from its own server
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Refusal("foreign_origin", "This page may not ask here; open HomeOps by its own address", { status: 403 });
}

export function sessionOf({ cookie = "" }: IncomingHttpHeaders): string | undefined {
  const pairs = cookie.split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === COOKIE)?.[1];
}

/** The header that keeps a session in the browser, or removes it. */
export const sessionCookie = (session: string | undefined): string =>
  `${COOKIE}=${session ?? ""}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${session ? COOKIE_SECONDS : 0}`;

export const unauthorized = (why: string) =>
  new Refusal(
    "unauthorized",
    `${why}; send \`Authorization: Bearer\` with the API token from HOMEOPS_API_TOKEN or the file api.token`,
    { status: 401 },
  );
