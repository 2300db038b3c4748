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

/** The page's own files, public: what they show comes from commands, which are not. */
export function servePage(app: FastifyInstance, folder = BUILT): void {
  app.get("/*", async (request: FastifyRequest<{ Params: { "*": string } }>, reply) => {
    const name = request.params["*"] || "index.html";
    const names = name.split("/");
    if (names[0] === "api" || !names.every((part, at) => FILE_NAME.test(part) || isFolder(part, at, names)))
      return noSuchRoute(request);
    return sendFile({ file: path.join(folder, ...names), request, reply });
  });
}

const isFolder = (part: string, at: number, names: string[]) => at < names.length - 1 && /^[A-Za-z0-9_-]+$/.test(part);

type Sending = { file: string; request: FastifyRequest; reply: FastifyReply };

async function sendFile({ file, request, reply }: Sending) {
  const found = await stat(file).catch(() => undefined);
  const type = TYPES[path.extname(file)];
  if (!found?.isFile() || !type) return path.basename(file) === "index.html" ? notBuilt(reply) : noSuchRoute(request);
  const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
  reply.headers({ "cache-control": "no-cache", etag: tag, "content-type": type });
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  return reply.header("content-length", found.size).send(createReadStream(file));
}

const notBuilt = (reply: FastifyReply) =>
  reply
    .code(503)
    .type("text/plain; charset=utf-8")
    .send("The page is not built yet: run `npm run page`, then reload. The API answers already, see /api/health.\n");
