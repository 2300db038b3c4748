import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { counter, type Gauges } from "#server/gauge.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { told } from "../answerable.ts";
import type { Dispatch } from "../dispatch.ts";
import type { Door, Pass } from "../door.ts";
import { type Visit, visit } from "./visit.ts";

const PATH = "/api/live";
const MESSAGE_BYTES = 1024 * 1024;
const MOST_STRANGERS = 100;
const GOING_AWAY = 1001;
const FAREWELL_MS = 500;
const CHECK_MS = 500; // a browser that was signed out loses its socket within a second

type LiveParts = { world: World; dispatch: Dispatch; door: Door; gauges: Gauges };

/** The live socket, on the server that speaks HTTP. */
export function liveSurface(server: Server, { world, dispatch, door, gauges }: LiveParts): AsyncDisposable {
  const visits = new Map<WebSocket, Visit>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES, perMessageDeflate: false });
  const dropped = counter(gauges, "homeops_live_dropped_total", "Live sockets dropped for not keeping up");
  gauges.add({ name: "homeops_live_sockets", help: "Live sockets open now", read: () => visits.size });

  const strangers = () => [...visits.values()].filter((guest) => !guest.isSignedIn()).length;

  const enter = (socket: WebSocket, request: IncomingMessage, pass: Pass | undefined) => {
    const from = { ip: request.socket.remoteAddress, userAgent: request.headers["user-agent"] };
    const caller = { asker: { kind: "owner" }, requestId: randomUUID(), from } as const;
    visits.set(socket, visit(socket, { dispatch, door, log: world.log, caller, pass, dropped }));
    socket.on("close", () => visits.delete(socket));
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    try {
      const pass = admitted(request, door);
      if (!pass && strangers() >= MOST_STRANGERS) throw tooMany();
      sockets.handleUpgrade(request, socket, head, (opened) => enter(opened, request, pass));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      turnAway(socket, error);
    }
  };
  server.on("upgrade", upgrade);
  const checking = world.clock.every({ milliseconds: CHECK_MS }, () => {
    for (const guest of visits.values()) guest.check();
  });

  return {
    async [Symbol.asyncDispose]() {
      server.off("upgrade", upgrade);
      await checking[Symbol.asyncDispose]();
      for (const guest of visits.values()) guest.leave(GOING_AWAY, "HomeOps is stopping");
      if (visits.size) await pause(FAREWELL_MS);
      for (const socket of visits.keys()) socket.terminate();
      sockets.close();
    },
  };
}

function admitted({ url = "", headers }: IncomingMessage, door: Door): Pass | undefined {
  if (url.split("?")[0] === PATH) return door.pass(headers, "change"); // a socket can change things: a browser must say its origin
  throw new Refusal("unknown_route", `The live socket is at ${PATH}`, { status: 404 });
}

function turnAway(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify(told(refusal));
  const head = `HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\n\r\n${body}`);
}

const tooMany = () =>
  new Refusal("too_many", "Too many sockets are open that have not signed in; try again", { status: 503 });
