import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Document, docsPage } from "./docs-page.ts";

const STYLE = new URL("docs.css", import.meta.url);

type Kept = { type: string; body: string; tag: string };

/** What can be asked, for programs and for people. It is the same as long as the program runs, and is made when somebody wants it. */
export function serveDocs(app: FastifyInstance, openApi: () => object): void {
  const all: Record<string, () => Kept> = {
    "/api/openapi.json": () => kept("application/json; charset=utf-8", JSON.stringify(openApi())),
    "/api/docs": () => kept("text/html; charset=utf-8", docsPage(openApi() as Document)),
    "/api/docs.css": () => kept("text/css; charset=utf-8", readFileSync(STYLE, "utf8")),
  };
  for (const [route, make] of Object.entries(all)) {
    let made: Kept | undefined;
    app.get(route, async (request, reply) => {
      made ??= make();
      return sent(made, request, reply);
    });
  }
}

const kept = (type: string, body: string): Kept => ({
  type,
  body,
  tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
});

function sent({ type, body, tag }: Kept, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ etag: tag, "cache-control": "private, no-cache", "content-type": type });
  return request.headers["if-none-match"] === tag ? reply.code(304).send() : reply.send(body);
}
