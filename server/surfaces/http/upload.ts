import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { importsOf } from "#server/intake/recorded/imports.ts";
import { PIECE_BYTES } from "#server/intake/recorded/uploads.ts";
import type { World } from "#server/world.ts";
import { understood } from "../understood.ts";

const Offset = z.object({ offset: z.coerce.number().int().nonnegative() });
type Request = FastifyRequest<{ Params: { upload: string; offset: string } }>;

/** One piece of a file that `import/upload` has begun. Bytes are taken here only: every other route wants JSON of a megabyte at most. */
export async function serveUpload(app: FastifyInstance, world: World): Promise<void> {
  app.addContentTypeParser(
    "application/octet-stream",
    { parseAs: "buffer", bodyLimit: PIECE_BYTES },
    async (_: FastifyRequest, body: Buffer) => body,
  );
  app.put("/api/import/upload/:upload/:offset", { bodyLimit: PIECE_BYTES }, async (request: Request, reply) => {
    const { upload } = request.params;
    const { offset } = understood(Offset, { offset: request.params.offset }).input;
    reply.header("cache-control", "no-store");
    return importsOf(world).uploads.write(upload, offset, pieceIn(request.body));
  });
}

const pieceIn = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
