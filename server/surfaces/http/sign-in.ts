import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { acceptInvitation } from "#server/store/people/invitations/accept.ts";
import { AcceptInvitation } from "#server/store/people/invitations/contract.ts";
import type { World } from "#server/world.ts";
import { deviceNamed } from "../device-named.ts";
import { type Door, sessionCookie, sessionOf, unauthorized } from "../door.ts";
import type { Trail, Wanted } from "../trail.ts";
import type { Tries } from "../tries.ts";
import { understood } from "../understood.ts";

const SignIn = z.object({ token: z.string().min(1).max(4_096) });
type Parts = { door: Door; tries: Tries; onTrail: Trail; world: World };

/** The page signs in once: with the ticket of the address that `npm start` prints, or with the API token. */
export function serveSignIn(app: FastifyInstance, { door, tries, onTrail, world }: Parts): void {
  const wanted = (request: FastifyRequest, action: string) => ({
    action,
    asker: { kind: "owner" } as const,
    requestId: request.id,
    from: { ip: request.ip, userAgent: request.headers["user-agent"] },
  });

  app.addHook("onRequest", async (request, reply) => {
    const [address, query] = request.url.split("?");
    const ticket = new URLSearchParams(query).get("ticket");
    if (request.method !== "GET" || address !== "/" || ticket === null) return;
    // Used or too old: the page asks for the token instead.
    if (door.tickets.redeem(ticket)) {
      reply.header("set-cookie", await onTrail(wanted(request, "sign in by ticket"), async () => signedIn(request)));
    }
    return reply.redirect("/", 303);
  });

  app.post("/api/session", async (request, reply) => {
    const { token } = understood(SignIn, request.body).input;
    tries.admit(request.raw);
    if (!door.isToken(token)) {
      tries.wrong(request.raw);
      world.log.warn("sign-in refused", { requestId: request.id, ip: request.ip });
      throw unauthorized("This API token is not the one of this HomeOps");
    }
    const cookie = await onTrail(wanted(request, "sign in by token"), async () => signedIn(request));
    return reply.header("set-cookie", cookie).code(204).send();
  });

  app.post("/api/people/accept", async (request, reply) => {
    const { code } = understood(AcceptInvitation, request.body).input;
    const accepting: Wanted = { ...wanted(request, "people/accept"), asker: { kind: "nobody" } };
    const person = await onTrail(accepting, async () => {
      const comer = await acceptInvitation(world, code);
      accepting.asker = { kind: "person", personId: comer };
      return comer;
    });
    return reply.header("set-cookie", signedIn(request, person)).code(204).send();
  });

  app.delete("/api/session", async (request, reply) => {
    await door.pass(request.raw, "change");
    const session = sessionOf(request.raw);
    if (session) await onTrail(wanted(request, "sign out"), async () => door.sessions.close(session));
    return reply.header("set-cookie", sessionCookie(undefined, request.raw)).code(204).send();
  });

  const signedIn = (request: FastifyRequest, person?: string) => {
    const device = deviceNamed(request.headers["user-agent"]);
    return sessionCookie(door.sessions.open({ device, ...(person !== undefined && { person }) }), request.raw);
  };
}
