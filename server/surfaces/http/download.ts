import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { failure } from "#server/failure.ts";
import type { World } from "#server/world.ts";
import { exportsOf } from "../export-desk.ts";

const PATIENCE_MS = 120_000;

/** What `export/begin` offers, as a file that the browser saves piece by piece. */
export function serveDownload(app: FastifyInstance, world: World): void {
  app.get("/api/export/:ticket", async ({ id, params }: FastifyRequest<{ Params: { ticket: string } }>, reply) => {
    const offer = exportsOf(world).fetch(params.ticket);
    const { name, type } = offer;
    const stream = Readable.from(offer.pieces());
    stream.once("close", () => offer[Symbol.dispose]());
    reply.raw.setTimeout(PATIENCE_MS, () => stream.destroy()); // whoever takes nothing keeps everybody else from theirs
    stream.once("error", (error) => world.log.error("an export broke off", { requestId: id, ...failure(error) })); // its file ends too early, which the browser tells
    return reply
      .headers({
        "cache-control": "no-store",
        "content-disposition": `attachment; filename="${name}"`,
        "content-type": type,
      })
      .send(stream);
  });
}
