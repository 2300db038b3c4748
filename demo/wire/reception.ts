import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { WebSocketServer } from "ws";
import { Connection, type Door } from "./connection.ts";
import { answerHttp } from "./http.ts";

/** Core takes no larger message from a client. */
const largestMessage = 4 * 2 ** 20;

/** The port of the home: lets clients in, knows who is there, and can fail as networks do. */
export class Reception {
  readonly #door: Door;
  readonly #host: string;
  #port: number;
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #connections = new Set<Connection>();
  /** Sockets that opened or were open while the link was half open. */
  #silenced: Set<Socket> | undefined;

  constructor(door: Door, host: string, port: number) {
    this.#door = door;
    this.#host = host;
    this.#port = port;
  }

  get url(): string {
    return `http://${this.#host}:${this.#port}`;
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  async open(): Promise<void> {
    const server = createServer((request, response) => answerHttp(this.#door, request, response));
    const websockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
    websockets.on("headers", (headers) => {
      headers.push(`Date: ${new Date(this.#door.home.clock.now() / 1000).toUTCString()}`); // as Core's server does
    });
    server.on("upgrade", (request, socket, head) => {
      if (request.url !== "/api/websocket") return socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
      websockets.handleUpgrade(request, socket, head, (websocket) => {
        const connection = new Connection(websocket, this.#door);
        this.#connections.add(connection);
        websocket.on("close", () => this.#connections.delete(connection));
      });
    });
    server.on("connection", (socket) => this.#admit(socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(this.#port, this.#host, resolve);
    });
    const address = server.address();
    if (address && typeof address !== "string") this.#port = address.port;
    this.#server = server;
  }

  /** Says goodbye to everybody; who does not go is put out. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    this.resume();
    const closed = new Promise((resolve) => server.close(resolve));
    for (const connection of this.#connections) connection.close();
    server.closeIdleConnections();
    const patience = setTimeout(() => this.cutOff(), 200);
    await closed;
    clearTimeout(patience);
  }

  /** The link breaks: no goodbye, a reset at the other end. */
  cutOff(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** The link is half open: sockets stay, nothing is heard or said. */
  pause(): void {
    this.#silenced ??= new Set();
    for (const socket of this.#sockets) this.#silence(socket);
  }

  /** What was open meanwhile has lost messages and is reset. */
  resume(): void {
    const silenced = this.#silenced ?? [];
    this.#silenced = undefined;
    for (const socket of silenced) socket.resetAndDestroy();
  }

  #admit(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#silenced?.delete(socket);
    });
    if (this.#silenced) this.#silence(socket);
  }

  #silence(socket: Socket): void {
    this.#silenced?.add(socket);
    socket.pause();
    // Corked for good: what is written stays with us, and the client is cut off when too much of it waits
    socket.cork();
  }
}
