import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import { answerable, told } from "../answerable.ts";
import { stranger, type Trail } from "../trail.ts";

const OWN_WORDS: Record<string, [code: string, message: string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["wrong_content_type", "Send the body as `Content-Type: application/json`"],
  FST_ERR_CTP_BODY_TOO_LARGE: ["too_large", "The body is larger than 1 MiB; ask for less at once"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["bad_request", "The body is not as long as its Content-Length says"],
};

/** Answers any error of any route; nobody else writes one. */
export function refused({ log, onTrail }: { log: Log; onTrail: Trail }) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = answerable(ofFramework(error) ?? error, { log, requestId: request.id });
    const from = { ip: request.ip, userAgent: request.headers["user-agent"] };
    onTrail.turnedAway(stranger(actionOf(request), request.id, from), refusal);
    if (refusal.status === 401) reply.header("www-authenticate", "Bearer");
    if (refusal.retryAfterSeconds) reply.header("retry-after", refusal.retryAfterSeconds);
    const { code, message } = told(refusal).error;
    return reply.code(refusal.status).send({ error: { code, message, request_id: request.id } });
  };
}

/** By its route: an address may hold a ticket. */
function actionOf({ method, routeOptions: { url = "unknown" } }: FastifyRequest): string {
  if (url === "/api/session") return method === "POST" ? "sign in by token" : "sign out";
  return url.replace(/^\/api\//, "");
}

export function noSuchRoute(request: FastifyRequest): never {
  throw new Refusal(
    "unknown_route",
    `Nothing answers ${request.method} here; commands are asked with POST /api/<room>/<verb>, see /api/openapi.json`,
    { status: 404 },
  );
}

function ofFramework(error: FastifyError | Error): Refusal | undefined {
  if (!("statusCode" in error) || typeof error.statusCode !== "number" || error.statusCode >= 500) return undefined;
  const [code, message] = OWN_WORDS[error.code] ?? ["bad_request", "The request is malformed; check its parts"];
  return new Refusal(code, message, { status: error.statusCode });
}
