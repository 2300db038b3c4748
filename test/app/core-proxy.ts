import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, WebSocket, WebSocketServer } from "ws";

/** aiohttp's own limit, which the Supervisor leaves as it is; towards Core it is another one. */
const FROM_APP_BYTES = 4 * 2 ** 20;
const FROM_CORE_BYTES = 64 * 2 ** 20;
/** Source: supervisor/api/proxy.py, DENIED_WS_TYPE_PREFIXES and CORE_API_DENY */
const DENIED_TYPES = ["supervisor/", "hassio/"];
const DENIED_PATHS = /^hassio(\/|_|$)/;
const METHODS = new Set(["GET", "POST", "DELETE"]);
const AUTH_MS = 10_000;

export interface Core {
  url: string;
  token: string;
}

type Parts = {
  core: Core;
  isToken(text: string | undefined): boolean;
  isUp(): Promise<boolean>;
  refused(what: string): void;
};

/** Home Assistant as the Supervisor passes it on to an app: with its own token, and less than all of it. */
export function coreProxy({ core, isToken, isUp, refused }: Parts) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FROM_APP_BYTES, perMessageDeflate: false });

  function rest(request: IncomingMessage, response: ServerResponse, path: string): void {
    const status = isToken(request.headers.authorization?.replace(/^Bearer /, "")) ? denied(request, path) : 401;
    if (status) {
      refused(`${request.method} /core/api/${path}: ${status}`);
      response.writeHead(status).end();
      return;
    }
    const { host, authorization, ...headers } = request.headers;
    const passed = ask(`${core.url}/api/${path}`, {
      method: request.method,
      headers: { ...headers, authorization: `Bearer ${core.token}` },
    });
    passed.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.headersSent || response.writeHead(502).end());
    request.pipe(passed);
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!(await isUp())) return void socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (app) => void converse(app));
  }

  async function converse(app: WebSocket): Promise<void> {
    app.on("error", () => {});
    const said = nextOf(app);
    app.send(JSON.stringify({ type: "auth_required", ha_version: "2026.11.0" }));
    const { access_token, api_password } = JSON.parse(await said) as Record<string, string>;
    if (!isToken(access_token ?? api_password)) {
      refused("websocket: token");
      app.send(JSON.stringify({ type: "auth_invalid", message: "Invalid access" }));
      return app.close();
    }
    const waiting: RawData[] = [];
    const hold = (data: RawData) => waiting.push(data);
    app.on("message", hold);
    const behind = await login(core).catch(() => undefined);
    app.off("message", hold);
    if (!behind) return app.close();
    app.send(JSON.stringify({ type: "auth_ok", ha_version: "2026.11.0" }));
    pass(behind, app, (text) => text);
    pass(app, behind, (text) => admitted(text, refused), waiting);
  }

  return { rest, upgrade, close: () => sockets.clients.forEach((one) => void one.terminate()) };
}

function denied({ method = "" }: IncomingMessage, path: string): number | undefined {
  if (DENIED_PATHS.test(path)) return 403;
  return METHODS.has(method) ? undefined : 405;
}

/** Says nothing of what it does not let through: the Supervisor closes such a connection. */
function admitted(text: string, refused: (what: string) => void): string | undefined {
  const { type = "" } = JSON.parse(text) as { type?: string };
  if (!DENIED_TYPES.some((prefix) => type.startsWith(prefix))) return text;
  refused(`websocket: ${type}`);
  return undefined;
}

function pass(
  from: WebSocket,
  to: WebSocket,
  through: (text: string) => string | undefined,
  first: readonly RawData[] = [],
): void {
  const hand = (data: RawData) => {
    const text = through(String(data));
    if (text === undefined) return from.close();
    if (to.readyState === WebSocket.OPEN) to.send(text);
  };
  for (const data of first) hand(data);
  from.on("message", hand);
  from.on("close", () => to.terminate());
  from.on("error", () => to.terminate());
}

async function login({ url, token }: Core): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/websocket`, { maxPayload: FROM_CORE_BYTES });
  socket.on("error", () => {});
  await nextOf(socket); // auth_required
  const said = nextOf(socket);
  socket.send(JSON.stringify({ type: "auth", access_token: token }));
  if (JSON.parse(await said).type !== "auth_ok") throw new Error("Home Assistant refused the token of the stand-in");
  return socket;
}

function nextOf(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => socket.terminate(), AUTH_MS);
    socket.once("message", (data) => {
      clearTimeout(late);
      resolve(String(data));
    });
    socket.once("close", () => reject(new Error("hung up")));
  });
}
