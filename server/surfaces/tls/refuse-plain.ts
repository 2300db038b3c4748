import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Refusal } from "#server/refusal.ts";
import { told } from "../answerable.ts";

const NOT_PAGES = new Set(["api", "metrics"]);
const HOST = /^[\w.:[\]-]+$/;
/** A browser keeps a 308 for good unless it is told otherwise. */
const ALWAYS = { connection: "close", "cache-control": "no-store", "x-content-type-options": "nosniff" };

/**
 * Speaks plain HTTP with whoever must not: pages lead to https, all else is refused. It knows no token and no cookie, so that none which
 * came in plain is ever looked at.
 */
export const plainRefuser = ({ isSecureHere }: { isSecureHere: boolean }): Server =>
  createServer((request, response) => {
    request.resume();
    for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
    const elsewhere = isSecureHere ? pageOverTls(request) : undefined;
    if (elsewhere) lead(response, elsewhere);
    else refuse(response, isSecureHere ? useHttps() : notHere());
  });

/** Without what follows the path: a ticket that came in plain is not carried on. */
function pageOverTls({ method, url = "", headers: { host = "" } }: IncomingMessage): string | undefined {
  const [path = ""] = url.split("?");
  const [, first = ""] = path.split("/");
  const isPage = (method === "GET" || method === "HEAD") && path.startsWith("/") && !NOT_PAGES.has(first);
  return isPage && HOST.test(host) ? `https://${host}${path}` : undefined;
}

function lead(response: ServerResponse, location: string): void {
  response.writeHead(308, { location, "content-length": 0 }).end();
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, { "content-type": "application/json" });
  response.end(JSON.stringify(told(refusal)));
}

const useHttps = () =>
  new Refusal(
    "plain_http_refused",
    "Ask by https:// at this same port; what was sent in plain was not looked at, and a token that was among it should be replaced",
    { status: 403 },
  );

const notHere = () =>
  new Refusal(
    "plain_http_refused",
    "This port is for Home Assistant and the Supervisor's network alone; open HomeOps in Home Assistant's sidebar",
    { status: 403 },
  );
