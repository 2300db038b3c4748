import type { FastifyInstance } from "fastify";
import { counter, type Gauges } from "#server/gauge.ts";
import type { Log } from "#server/log.ts";

/** Of all ways in together. */
export const requestMeters = (gauges: Gauges) => ({
  requests: counter(gauges, "homeops_http_requests_total", "Requests answered, by route and status"),
  seconds: counter(gauges, "homeops_http_request_seconds_total", "Time spent on answering, by route"),
});

type Measuring = { meters: ReturnType<typeof requestMeters>; log: Log };

/** Counts and logs what was answered, by route: an address may hold a ticket. */
export function measured(app: FastifyInstance, { meters: { requests, seconds }, log }: Measuring): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    requests({ method: request.method, route, status: String(reply.statusCode) });
    seconds({ route }, reply.elapsedTime / 1_000);
    log.debug("request answered", {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms,
    });
  });
}
