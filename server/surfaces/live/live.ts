import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { counter, type Gauges } from "#server/gauge.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { answerable, told } from "../answerable.ts";
import type { As } from "../asker.ts";
import type { Dispatch } from "../dispatch.ts";
import type { Entry, Pass } from "../door.ts";
import type { LiveTickets } from "../live-tickets.ts";
import { spokenFor } from "../spoken-for.ts";
import { stranger, type Trail } from "../trail.ts";
import { shelf } from "./resumable.ts";
import { type Visit, visit } from "./visit.ts";

const PATH = "/api/live";
const MESSAGE_BYTES = 1024 * 1024;
const MOST_STRANGERS = 100;
const GOING_AWAY = 1001;
const FAREWELL_MS = 500;
const CHECK_MS = 500; // a browser that was signed out loses its socket within a second

type LiveParts = { world: World; dispatch: Dispatch; onTrail: Trail; gauges: Gauges };
/** Behind ingress nobody needs a ticket, and nobody else may come with one. */
type Way = { server: Server; entry: Entry; tickets?: LiveTickets };

/** The live socket, on the servers that speak HTTP. */
export function liveSurface(ways: readonly Way[], { world, dispatch, onTrail, gauges }: LiveParts): AsyncDisposable {
  const resumable = shelf(world.clock);
  const visits = new Map<WebSocket, Visit>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES, perMessageDeflate: false });
  const dropped = counter(gauges, "homeops_live_dropped_total", "Live sockets dropped for not keeping up");
  gauges.add({ name: "homeops_live_sockets", help: "Live sockets open now", read: () => visits.size });

  const over = new AbortController();
  const isOver = over.signal;

  const strangers = () => [...visits.values()].filter((guest) => !guest.isSignedIn()).length;

  const enter = (socket: WebSocket, request: IncomingMessage, admission: Admission) => {
    const from = fromOf(request);
    const parts = { dispatch, onTrail, request, log: world.log, from, ...admission, dropped, shelf: resumable };
    visits.set(socket, visit(socket, parts));
    socket.on("close", () => visits.delete(socket));
  };

  const upgrade = async ({ entry, tickets }: Way, request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const requestId = randomUUID();
    socket.on("error", () => socket.destroy());
    try {
      const { pass, as } = await admitted(request, entry, tickets);
      if (isOver.aborted) return socket.destroy();
      if (!pass && strangers() >= MOST_STRANGERS) throw tooMany();
      sockets.handleUpgrade(request, socket, head, (opened) => enter(opened, request, { entry, pass, as, requestId }));
    } catch (error) {
      const refusal = answerable(error, { log: world.log, requestId });
      onTrail.turnedAway(stranger("live", requestId, fromOf(request)), refusal);
      turnAway(socket, refusal);
    }
  };
  for (const way of ways) {
    const hear = (request: IncomingMessage, socket: Duplex, head: Buffer) => void upgrade(way, request, socket, head);
    way.server.on("upgrade", hear);
    isOver.addEventListener("abort", () => way.server.off("upgrade", hear));
  }
  const checking = world.clock.every({ milliseconds: CHECK_MS }, () => {
    for (const guest of visits.values()) guest.check();
    resumable.check();
  });

  return {
    async [Symbol.asyncDispose]() {
      over.abort();
      await checking[Symbol.asyncDispose]();
      for (const guest of visits.values()) guest.leave(GOING_AWAY, "HomeOps is stopping");
      if (visits.size) await pause(FAREWELL_MS);
      for (const socket of visits.keys()) socket.terminate();
      sockets.close();
      resumable[Symbol.dispose]();
    },
  };
}

const fromOf = ({ socket, headers }: IncomingMessage) => ({
  ip: socket.remoteAddress,
  userAgent: headers["user-agent"],
});

type Admission = { entry: Entry; pass: Pass | undefined; as: As | undefined; requestId: string };

type Guest = { pass: Pass | undefined; as: As | undefined };

async function admitted(request: IncomingMessage, entry: Entry, tickets?: LiveTickets): Promise<Guest> {
  const [path, query] = request.url?.split("?") ?? [];
  const ticket = new URLSearchParams(query).get("ticket");
  if (path === PATH && ticket !== null && tickets) return tickets.redeem(ticket) ?? used();
  const pass = await entry.pass(request, "change"); // a socket can change things: a browser must say its origin
  if (path === PATH) return { pass, as: spokenFor(request.headers, pass) };
  throw new Refusal("unknown_route", `The live socket is at ${PATH}`, { status: 404 });
}

function turnAway(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify(told(refusal));
  const head = `HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\n\r\n${body}`);
}

function used(): never {
  throw new Refusal("unauthorized", "This ticket was used, or is too old; ask for another with POST /api/live/ticket", {
    status: 401,
  });
}

const tooMany = () =>
  new Refusal("too_many", "Too many sockets are open that have not signed in; try again", { status: 503 });
