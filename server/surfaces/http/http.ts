import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type FastifyInstance, type FastifyRequest, fastify } from "fastify";
import type { Gauges } from "#server/gauge.ts";
import { Refusal } from "#server/refusal.ts";
import { refuseBeyondServer } from "#server/store/people/tokens/reach.ts";
import type { World } from "#server/world.ts";
import type { Once } from "../asked-once.ts";
import type { As } from "../asker.ts";
import { boundedJson } from "../bounded-json.ts";
import type { Dispatch } from "../dispatch.ts";
import { type Door, type Entry, type Gate, type Pass, unauthorized } from "../door.ts";
import { type LiveTickets, TICKET_SECONDS } from "../live-tickets.ts";
import type { Pressure } from "../pressure.ts";
import type { RequestLimits } from "../request-limits.ts";
import { spokenFor } from "../spoken-for.ts";
import type { Trail } from "../trail.ts";
import type { Tries } from "../tries.ts";
import { mayChangeServer } from "../which-home.ts";
import { serveDocs } from "./docs/docs.ts";
import { serveDownload } from "./download.ts";
import { safetyHeaders } from "./headers.ts";
import { serveHealth } from "./health.ts";
import { measured, type requestMeters } from "./measured.ts";
import { servePage } from "./page.ts";
import { noSuchRoute, refused } from "./refused.ts";
import { serveSignIn } from "./sign-in.ts";
import { serveUpload } from "./upload.ts";
import { serveWebhooks } from "./webhooks.ts";

const BODY_BYTES = 1024 * 1024;
const SLOWEST_REQUEST_MS = 30_000;
/** A connection that says nothing, or its headers letter by letter, ends after that. */
const SLOWEST_HEADERS_MS = 10_000;
const PATIENCE = {
  requestTimeout: SLOWEST_REQUEST_MS,
  headersTimeout: SLOWEST_HEADERS_MS,
  connectionsCheckingInterval: 5_000,
};
const LAST_REQUESTS_MS = 3_000;

/** Where it listens: a port for tokens and signed-in browsers, or one for whom Home Assistant signs in. */
export type Way = { entry: Entry; signIn?: Door; gate?: Gate };

export type HttpParts = {
  world: World;
  dispatch: Dispatch;
  onTrail: Trail;
  gauges: Gauges;
  meters: ReturnType<typeof requestMeters>;
  openApi(): object;
  tries: Tries;
  limits: RequestLimits;
  pressure: Pressure;
  once: Once;
  liveTickets: LiveTickets;
  /** Whether what happens now is kept, in the database or beside it. */
  keeps(): boolean;
  /** Why it is not, in a sentence. */
  trouble(): string | undefined;
  /** Where the page was built to, if elsewhere. */
  pageFolder?: string;
};

/** The API and the page over HTTP; nothing listens yet. */
export function httpSurface(parts: HttpParts, way: Way): FastifyInstance {
  const { world } = parts;
  const app = fastify({
    bodyLimit: BODY_BYTES,
    genReqId: () => randomUUID(),
    serverFactory: (answer) =>
      createServer(PATIENCE, (request, response) => {
        if (!way.gate?.(request, response)) answer(request, response);
      }),
  });
  const safety = safetyHeaders(way.signIn ? "'none'" : "'self'");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, async (_: FastifyRequest, body: string) =>
    body === "" ? {} : boundedJson(body),
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...safety, "x-request-id": request.id });
  });
  app.setErrorHandler(refused({ log: world.log, onTrail: parts.onTrail }));
  app.setNotFoundHandler(noSuchRoute);
  measured(app, { meters: parts.meters, log: world.log });
  serveHealth(app, world, parts);
  if (way.signIn) serveSignIn(app, { ...parts, door: way.signIn });
  if (way.signIn) app.register(async (signed) => serveWebhooks(signed, world));
  app.register(async (guarded) => serveGuarded(guarded, parts, way.entry));
  servePage(app, { isFramed: way.signIn === undefined, folder: parts.pageFolder });
  return app;
}

/** Everything here needs a pass. */
function serveGuarded(app: FastifyInstance, parts: HttpParts, entry: Entry): void {
  const { world, dispatch, gauges, openApi, limits, pressure, once, liveTickets } = parts;
  const passes = new WeakMap<FastifyRequest, Pass & { as: As | undefined }>();
  app.addHook("onRequest", async (request) => {
    const pass = await entry.pass(request.raw, request.method === "GET" ? "read" : "change");
    if (!pass) {
      limits.stranger(request.raw);
      return refuseNobody();
    }
    const as = spokenFor(request.headers, pass);
    limits.caller({ asker: await pass.asker(), as });
    passes.set(request, { ...pass, as });
  });
  const callerOf = async (request: FastifyRequest) => {
    const pass = passes.get(request) ?? refuseNobody();
    const from = { ip: request.ip, userAgent: request.headers["user-agent"] };
    const { isGoBetween, as, reach, session } = pass;
    return { asker: await pass.asker(), isGoBetween, as, reach, session, requestId: request.id, from };
  };
  serveDocs(app, openApi);
  serveDownload(app, world); // its address was told to whoever may have it
  app.register(async (administered) => {
    administered.addHook("onRequest", async (request) => {
      const { asker, isGoBetween, as, reach } = await callerOf(request);
      refuseBeyondServer(request.method === "GET" ? "read" : "write", reach);
      await mayChangeServer(world.db, isGoBetween || as ? { kind: "nobody" } : asker);
    });
    administered.get("/metrics", async (_, reply) =>
      reply.type("text/plain; version=0.0.4; charset=utf-8").send(gauges.text()),
    );
    administered.register(async (uploads) => serveUpload(uploads, world));
  });
  app.post("/api/live/ticket", async (request, reply) => {
    const { as, ...pass } = passes.get(request) ?? refuseNobody();
    reply.header("cache-control", "no-store");
    return { ticket: liveTickets.issue({ pass, as }), seconds: TICKET_SECONDS };
  });
  for (const [name, { access = "read" }] of dispatch.commands) {
    const isChange = access !== "read";
    app.post(`/api/${name}`, async (request, reply) => {
      reply.header("cache-control", "no-store");
      using _ = pressure.begin();
      const caller = await callerOf(request);
      const body = request.body ?? {};
      const run = () => dispatch.run(name, body, caller);
      const key = isChange ? request.headers["idempotency-key"] : undefined;
      return await (key === undefined ? run() : once({ name, key: String(key), body, who: caller }, run));
    });
  }
}

function refuseNobody(): never {
  throw unauthorized("Nobody is signed in");
}

/** @throws Refusal `port_in_use` */
export async function listen(
  app: FastifyInstance,
  { host, port, setting }: { host: string; port: number; setting: string },
): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE")) throw cause;
    throw new Refusal("port_in_use", `Port ${port} is taken by another program; set ${setting} to a free one`, {
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
