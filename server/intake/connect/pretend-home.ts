import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { Log } from "../../log.ts";
import { Secret } from "../../secret.ts";
import { type Address, parseAddress } from "./address.ts";

export const GOOD_TOKEN = "good-token-2f7c";

interface Heard {
  id: number;
  type: string;
  [key: string]: unknown;
}

type Reply = (message: object) => void;

/** For tests: the door of a Home Assistant, whose manners the test decides. */
export interface PretendHome extends AsyncDisposable {
  readonly address: Address;
  readonly port: number;
  readonly sockets: WebSocket[];
  readonly heard: Heard[];
  goodToken: string;
  failedLogins: number;
  /** Answers instead of the usual `result: null`; returns whether it did. */
  answers: (message: Heard, reply: Reply) => boolean;
  /** Sends to the newest client. */
  push(...messages: unknown[]): void;
  pushText(text: string): void;
}

interface Manners {
  port?: number;
  host?: string;
  /** Answers HTTP instead of websocket. */
  plain?: RequestListener;
}

export async function pretendHome({ port = 0, host = "127.0.0.1", plain }: Manners = {}): Promise<PretendHome> {
  const server = createServer(plain);
  const doors = new WebSocketServer({ server: plain ? undefined : server, noServer: plain !== undefined });
  server.listen(port, host);
  await once(server, "listening");
  const { port: chosen } = server.address() as AddressInfo;
  const home: PretendHome = {
    address: parseAddress(`http://${host}:${chosen}`, { allowPrivate: true }),
    port: chosen,
    sockets: [],
    heard: [],
    goodToken: GOOD_TOKEN,
    failedLogins: 0,
    answers: () => false,
    push: (...messages) => home.pushText(JSON.stringify(messages.length === 1 ? messages[0] : messages)),
    pushText: (text) => home.sockets.at(-1)?.send(text),
    async [Symbol.asyncDispose]() {
      for (const client of doors.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  doors.on("connection", (socket) => welcome(home, socket));
  return home;
}

function welcome(home: PretendHome, socket: WebSocket): void {
  const reply: Reply = (message) => socket.send(JSON.stringify(message));
  socket.on("error", () => {});
  socket.on("message", (data) => {
    const message = JSON.parse(String(data));
    if (message.type === "auth") return logIn(home, socket, message.access_token);
    home.heard.push(message);
    if (home.answers(message, reply)) return;
    if (message.type === "ping") return reply({ id: message.id, type: "pong" });
    reply({ id: message.id, type: "result", success: true, result: null });
  });
  reply({ type: "auth_required", ha_version: "2026.11.0" });
}

function logIn(home: PretendHome, socket: WebSocket, token: string): void {
  if (token === home.goodToken) {
    home.sockets.push(socket);
    socket.send(JSON.stringify({ type: "auth_ok", ha_version: "2026.11.0" }));
    return;
  }
  home.failedLogins++;
  socket.send(JSON.stringify({ type: "auth_invalid", message: `Invalid access token or password ${token}` }));
  socket.close();
}

export const goodToken = new Secret(GOOD_TOKEN);

/** Keeps what was logged, as text. */
export function listeningLog(lines: string[] = []): Log & { lines: string[] } {
  const write = (event: string, fields?: object) => lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
  const log = {
    ...{ lines, error: write, warn: write, info: write, debug: write },
    child: () => log,
    hear: () => {},
    recent: () => lines,
  };
  return log;
}
