import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "#server/refusal.ts";
import { told } from "../answerable.ts";
import type { Entry, Gate } from "../door.ts";
import { stranger, type Trail } from "../trail.ts";
import type { Users } from "../users.ts";

const USER_ID = /^[0-9a-f]{32}$/;

type Guarding = { users: Users; address: string };

/**
 * The way in for whom Home Assistant has signed in: the Supervisor alone may knock, and says who it is. What rank they have it does not
 * say, see users.ts. Headers that others sent along it has taken off (supervisor/api/ingress.py).
 */
export const ingressDoor = ({ users, address }: Guarding): Entry => ({
  async pass({ headers, socket }, kind) {
    if (!isFrom(address, socket.remoteAddress)) throw notHere();
    if (kind === "change") refuseForeign(headers);
    const user = userIn(headers);
    await users.asker(user);
    return { asker: () => users.asker(user), holds: () => true };
  },
  passFor: async () => undefined,
});

/** Before anything else looks at a request. */
export const ingressGate =
  ({ address, onTrail }: { address: string; onTrail: Trail }): Gate =>
  (request, response) => {
    if (isFrom(address, request.socket.remoteAddress)) return false;
    const from = { ip: request.socket.remoteAddress, userAgent: request.headers["user-agent"] };
    onTrail.turnedAway(stranger("ingress", randomUUID(), from), notHere());
    refuse(request, response);
    return true;
  };

function refuse(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(403, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify(told(notHere())));
}

/** Listening on IPv6, Node names an IPv4 address as one mapped into it. */
const isFrom = (address: string, peer: string | undefined): boolean => peer?.replace(/^::ffff:/, "") === address;

/** Home Assistant's cookie comes along whichever page of its site asks; the browser says which one that was. */
function refuseForeign(headers: IncomingHttpHeaders): void {
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return;
  throw new Refusal("foreign_origin", "This page may not ask here; open HomeOps in Home Assistant", { status: 403 });
}

/** Names come as UTF-8, which Node reads byte by byte. */
function userIn(headers: IncomingHttpHeaders) {
  const id = headers["x-remote-user-id"];
  if (typeof id !== "string" || !USER_ID.test(id)) throw nobody();
  const name = headers["x-remote-user-display-name"] ?? headers["x-remote-user-name"];
  return { id, ...(typeof name === "string" && { name: Buffer.from(name, "latin1").toString("utf8") }) };
}

const notHere = () =>
  new Refusal("forbidden", "Only the Supervisor may ask here; open HomeOps in Home Assistant's sidebar", {
    status: 403,
  });

const nobody = () =>
  new Refusal("forbidden", "Home Assistant does not say who you are; reload the page, or update the Supervisor", {
    status: 403,
  });
