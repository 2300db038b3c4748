import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { isFiltered } from "./request-filter.ts";

const MESSAGE_BYTES = 16 * 2 ** 20;
/** Source: homeassistant/components/hassio/ingress.py and supervisor/api/ingress.py, _init_header */
const NOT_PASSED = new Set([
  ...["content-length", "content-encoding", "transfer-encoding", "accept-encoding", "connection", "upgrade"],
  ...["sec-websocket-extensions", "sec-websocket-protocol", "sec-websocket-version", "sec-websocket-key"],
  ...["x-remote-user-id", "x-remote-user-name", "x-remote-user-display-name", "x-supervisor-token"],
]);

export interface Guest {
  id: string;
  username?: string;
  name?: string;
}

type Parts = {
  /** Behind `/api/hassio_ingress/`. */
  token: string;
  /** Whose session the cookie is. */
  guest(cookie: string | undefined): Guest | undefined;
  app(): { port: number };
  /** From where the app sees it come. */
  address: string;
};

/** The way of a browser to an app: through Core, then through the Supervisor. */
export function ingressProxy({ token, guest, app, address }: Parts) {
  const prefix = `/api/hassio_ingress/${token}`;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES, perMessageDeflate: false });

  function headersFor(request: IncomingMessage, { id, username, name }: Guest): Record<string, string | string[]> {
    const passed = Object.entries(request.headers).filter(
      ([key, value]) => value !== undefined && !NOT_PASSED.has(key),
    );
    const before = request.headers["x-forwarded-for"];
    return {
      ...(Object.fromEntries(passed) as Record<string, string>),
      "x-hass-source": "core.ingress",
      "x-ingress-path": prefix,
      "x-forwarded-for": [before, request.socket.remoteAddress, "172.30.32.1"].filter(Boolean).join(", "),
      "x-forwarded-host": request.headers.host ?? "",
      "x-remote-user-id": id,
      ...(username && { "x-remote-user-name": utf8(username) }),
      ...(name && { "x-remote-user-display-name": utf8(name) }),
    };
  }

  /** What is asked of the app, or why not. */
  function admitted(request: IncomingMessage): { path: string; guest: Guest } | number {
    const target = request.url ?? "";
    if (isFiltered(target)) return 400;
    const known = guest(/(?:^|; )ingress_session=(\w+)/.exec(request.headers.cookie ?? "")?.[1]);
    if (!known) return 401;
    return { path: target.slice(prefix.length) || "/", guest: known };
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const wanted = admitted(request);
    if (typeof wanted === "number") return void response.writeHead(wanted).end();
    const passed = ask({
      host: "127.0.0.1",
      port: app().port,
      localAddress: address,
      method: request.method,
      path: wanted.path,
      headers: headersFor(request, wanted.guest),
      setHost: false,
    });
    passed.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.headersSent || response.writeHead(502).end());
    request.pipe(passed);
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const wanted = admitted(request);
    if (typeof wanted === "number") return void socket.end(`HTTP/1.1 ${wanted} Refused\r\nContent-Length: 0\r\n\r\n`);
    const inner = new WebSocket(`ws://127.0.0.1:${app().port}${wanted.path}`, {
      headers: headersFor(request, wanted.guest),
      localAddress: address,
      maxPayload: MESSAGE_BYTES,
    });
    sockets.handleUpgrade(request, socket, head, (outer) => forward(inner, outer));
  }

  return { prefix, handle, upgrade, close: () => sockets.clients.forEach((one) => void one.terminate()) };
}

function forward(inner: WebSocket, outer: WebSocket): void {
  const waiting: string[] = [];
  outer.on("message", (data) =>
    inner.readyState === WebSocket.OPEN ? inner.send(String(data)) : waiting.push(String(data)),
  );
  inner.on("open", () => {
    for (const text of waiting) inner.send(text);
  });
  inner.on("message", (data) => outer.readyState === WebSocket.OPEN && outer.send(String(data)));
  for (const [one, other] of [
    [inner, outer],
    [outer, inner],
  ] as const) {
    one.on("error", () => other.terminate());
    one.on("close", () => other.terminate());
  }
}

/** aiohttp writes header values in UTF-8; Node writes each letter as one byte. */
const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
