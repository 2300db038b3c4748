import type { FastifyInstance, FastifyRequest } from "fastify";
import { receive } from "#server/intake/webhooks/receive.ts";
import type { World } from "#server/world.ts";

const MOST_BYTES = 65_536;
type Request = FastifyRequest<{ Params: { source: string } }>;

/** Webhooks of other programs. Their signature is their pass, and is over the body as it came: nothing parses it before. */
export async function serveWebhooks(app: FastifyInstance, world: World): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: MOST_BYTES },
    async (_: FastifyRequest, body: Buffer) => body,
  );
  app.post("/api/webhooks/receive/:source", { bodyLimit: MOST_BYTES }, async (request: Request, reply) => {
    const { source } = request.params;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await receive(world, { source, headers: request.headers, body, ip: request.ip });
    return reply.header("cache-control", "no-store").code(204).send();
  });
}
