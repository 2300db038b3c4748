import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { noSuchRoute } from "./refused.ts";

const BUILT = path.resolve(import.meta.dirname, "../../../frontend-card/dist/page");
const FILE_NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/;
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
/** Named by their content, so that they never change; everything else is asked for again. */
const HASHED = /^assets\/.+-[A-Z0-9]{8}\.js(\.map)?$/;
const CACHED = { hashed: "public, max-age=31536000, immutable", asked: "no-cache" };
/** What makes the page an app of its own, which it is not where Home Assistant shows it in a frame. */
const INSTALLED = new Set(["worker.js", "homeops.webmanifest"]);

type Serving = { isFramed: boolean; folder?: string };

/** The page's own files, public: what they show comes from commands, which are not. */
export function servePage(app: FastifyInstance, { isFramed, folder = BUILT }: Serving): void {
  const first = isFramed ? "framed.html" : "index.html";
  app.get("/*", async (request: FastifyRequest<{ Params: { "*": string } }>, reply) => {
    const wanted = request.params["*"];
    const name = wanted === "" || wanted === "index.html" ? first : wanted;
    const names = name.split("/");
    if (names[0] === "api" || !names.every((part, at) => FILE_NAME.test(part) || isFolder(part, at, names)))
      return noSuchRoute(request);
    if (isFramed && INSTALLED.has(name)) return noSuchRoute(request);
    return sendFile({ folder, name, isFirst: name === first, request, reply });
  });
}

const isFolder = (part: string, at: number, names: string[]) => at < names.length - 1 && /^[A-Za-z0-9_-]+$/.test(part);

type Sending = { folder: string; name: string; isFirst: boolean; request: FastifyRequest; reply: FastifyReply };

async function sendFile({ folder, name, isFirst, request, reply }: Sending) {
  const file = path.join(folder, name);
  const found = await sizeOf(file);
  const type = TYPES[path.extname(file)];
  if (!found || !type) return isFirst ? notBuilt(reply) : noSuchRoute(request);
  const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
  const isHashed = HASHED.test(name);
  reply.headers({ "cache-control": isHashed ? CACHED.hashed : CACHED.asked, etag: tag, "content-type": type });
  if (isHashed) reply.header("vary", "accept-encoding");
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  const packed = isHashed && takesGzip(request) ? await sizeOf(`${file}.gz`) : undefined;
  if (packed) reply.header("content-encoding", "gzip");
  const sent = packed ? `${file}.gz` : file;
  return reply.header("content-length", (packed ?? found).size).send(createReadStream(sent));
}

async function sizeOf(file: string) {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? found : undefined;
}

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /(^|,)\s*gzip\s*(,|$)/.test(String(headers["accept-encoding"] ?? ""));

const notBuilt = (reply: FastifyReply) =>
  reply
    .code(503)
    .type("text/plain; charset=utf-8")
    .send("The page is not built yet: run `npm run page`, then reload. The API answers already, see /api/health.\n");
