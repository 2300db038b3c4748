import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { type FastifyInstance, type FastifyRequest, fastify } from "fastify";
import type { Gauges } from "#server/gauge.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { boundedJson } from "../bounded-json.ts";
import type { Dispatch } from "../dispatch.ts";
import { type Door, unauthorized } from "../door.ts";
import type { Trail } from "../trail.ts";
import { serveDownload } from "./download.ts";
import { SAFETY_HEADERS } from "./headers.ts";
import { serveHealth } from "./health.ts";
import { measured } from "./measured.ts";
import { servePage } from "./page.ts";
import { noSuchRoute, refused } from "./refused.ts";
import { serveSignIn } from "./sign-in.ts";
import { serveUpload } from "./upload.ts";

const BODY_BYTES = 1024 * 1024;
const SLOWEST_REQUEST_MS = 30_000;
const LAST_REQUESTS_MS = 3_000;

type HttpParts = {
  world: World;
  dispatch: Dispatch;
  door: Door;
  onTrail: Trail;
  gauges: Gauges;
  openApi(): object;
  /** Whether what happens now is kept, in the database or beside it. */
  keeps(): boolean;
  /** Why it is not, in a sentence. */
  trouble(): string | undefined;
};

/** The API and the page over HTTP; nothing listens yet. */
export function httpSurface(parts: HttpParts): FastifyInstance {
  const { world } = parts;
  const app = fastify({ bodyLimit: BODY_BYTES, requestTimeout: SLOWEST_REQUEST_MS, genReqId: () => randomUUID() });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, async (_: FastifyRequest, body: string) =>
    body === "" ? {} : boundedJson(body),
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...SAFETY_HEADERS, "x-request-id": request.id });
  });
  app.setErrorHandler(refused(world.log));
  app.setNotFoundHandler(noSuchRoute);
  measured(app, { gauges: parts.gauges, log: world.log });
  serveHealth(app, world, parts);
  serveSignIn(app, { ...parts, log: world.log });
  app.register(async (guarded) => serveGuarded(guarded, parts));
  servePage(app);
  return app;
}

/** Everything here needs a token or a session. */
function serveGuarded(app: FastifyInstance, { world, dispatch, door, gauges, openApi }: HttpParts): void {
  app.addHook("onRequest", async ({ headers, method }) => {
    if (!door.pass(headers, method === "GET" ? "read" : "change")) throw unauthorized("Nobody is signed in");
  });
  app.get("/metrics", async (_, reply) => reply.type("text/plain; version=0.0.4; charset=utf-8").send(gauges.text()));
  app.get("/api/openapi.json", openApi);
  app.register(async (uploads) => serveUpload(uploads, world));
  serveDownload(app, world);
  for (const name of dispatch.commands.keys()) {
    app.post(`/api/${name}`, async (request, reply) => {
      const from = { ip: request.ip, userAgent: request.headers["user-agent"] };
      const caller = { asker: { kind: "owner" }, requestId: request.id, from } as const;
      reply.header("cache-control", "no-store");
      return dispatch.run(name, request.body ?? {}, caller);
    });
  }
}

/** @throws Refusal `port_in_use` */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE")) throw cause;
    throw new Refusal("port_in_use", `Port ${port} is taken by another program; set HOMEOPS_PORT to a free one`, {
      cause,
    });
  }
  return (app.server.address() as AddressInfo).port;
}

/** Lets running requests end, for a while. */
export async function closeHttp(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), LAST_REQUESTS_MS);
  await app.close();
  clearTimeout(timer);
}
