import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { type Core, coreProxy } from "./core-proxy.ts";
import { type Guest, ingressProxy } from "./ingress-proxy.ts";
import { isFiltered } from "./request-filter.ts";

export interface Discovery {
  service: string;
  config: Record<string, unknown>;
}

export interface Supervisor extends AsyncDisposable {
  readonly url: string;
  /** Of the app, until it is started again. */
  readonly token: string;
  /** What Core was told by discovery; the same again is not told again. */
  readonly pushed: readonly Discovery[];
  /** What it did not let through. */
  readonly refused: readonly string[];
  /** Where ingress shows the app, with a slash at the end. */
  readonly ingressUrl: string;
  /** Where Home Assistant's sidebar leads. */
  readonly panelUrl: string;
  /** As before each start of the app: a new token. */
  renewToken(): void;
  /** Whether Core answers; else it is asked whether it does. */
  isCoreUp: boolean | undefined;
  /** Where the app listens for ingress. */
  appPort: number;
  /** A session of Home Assistant's frontend, as a cookie. */
  session(guest: Guest): string;
}

type Options = {
  core: Core;
  /** Where the app sees ingress come from; Docker has it on 172.30.32.2. */
  address?: string;
  slug?: string;
  /** Where it is found itself; a free port of the loopback unless told. */
  at?: { host: string; port: number };
};

/** As Home Assistant's panel shows an app: in a frame of its own origin. */
const PANEL = "/app/local_homeops";
const framed = (prefix: string) =>
  `<!doctype html><link rel="icon" href="data:,"><style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style><iframe src="${prefix}/"></iframe>`;

const newToken = () => randomBytes(56).toString("hex");

/** The Supervisor as far as an app sees it, and the way of browsers to that app; read in its sources, on loopback. */
export async function startSupervisor({
  core,
  address = "127.0.0.2",
  slug = "local_homeops",
  at = { host: "127.0.0.1", port: 0 },
}: Options): Promise<Supervisor> {
  const [sessions, pushed, refused] = [new Map<string, Guest>(), [] as Discovery[], [] as string[]];
  const uuid = randomUUID().replaceAll("-", "");
  const ingressToken = randomBytes(32).toString("base64url").replaceAll(/\W/g, "");
  const state = { token: newToken(), isCoreUp: undefined as boolean | undefined, appPort: 0 };
  const isToken = (text: string | undefined) => text === state.token;
  const isUp = async () =>
    state.isCoreUp ??
    fetch(`${core.url}/api/`, { headers: { authorization: `Bearer ${core.token}` } }).then(
      ({ ok }) => ok,
      () => false,
    );
  const proxy = coreProxy({ core, isToken, isUp, refused: (what) => refused.push(what) });
  const ingress = ingressProxy({
    token: ingressToken,
    guest: (cookie) => sessions.get(cookie ?? ""),
    app: () => ({ port: state.appPort }),
    address,
  });

  async function own(request: IncomingMessage): Promise<[status: number, data?: object]> {
    if (!isToken(request.headers.authorization?.replace(/^Bearer /, ""))) return [401];
    const asked = `${request.method} ${request.url}`;
    if (asked === "GET /addons/self/info")
      return [200, { slug, hostname: slug.replaceAll("_", "-"), ingress: true, ingress_entry: ingress.prefix }];
    if (asked !== "POST /discovery") return [403]; // the role of the app is `default`
    const message = (await json(request)) as Discovery;
    if (message.service !== "homeops" || typeof message.config !== "object") return [403];
    if (JSON.stringify(pushed.at(-1)) !== JSON.stringify(message)) pushed.push(message);
    return [200, { uuid }];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, corePath] = /^\/core\/api\/(.*)$/.exec(request.url ?? "") ?? [];
    if (request.url?.startsWith(ingress.prefix)) return ingress.handle(request, response);
    if (request.url === PANEL) return void response.setHeader("content-type", "text/html").end(framed(ingress.prefix));
    if (isFiltered(request.url ?? "")) return void response.writeHead(400).end();
    if (corePath !== undefined && !(await isUp())) return void response.writeHead(502).end();
    if (corePath !== undefined) return proxy.rest(request, response, corePath);
    const [status, data] = await own(request);
    if (status !== 200) refused.push(`${request.method} ${request.url}: ${status}`);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(status === 200 ? { result: "ok", data } : { result: "error", message: "forbidden" }));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (request.url?.startsWith(ingress.prefix)) return ingress.upgrade(request, socket, head);
    if (/^\/core\/(api\/)?websocket$/.test(request.url ?? "")) return void proxy.upgrade(request, socket, head);
    socket.destroy();
  });
  server.listen(at.port, at.host);
  await once(server, "listening");
  const url = `http://${at.host}:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    url,
    pushed,
    refused,
    ingressUrl: `${url}${ingress.prefix}/`,
    panelUrl: `${url}${PANEL}`,
    renewToken() {
      state.token = newToken();
    },
    session(guest: Guest) {
      const cookie = randomBytes(16).toString("hex");
      sessions.set(cookie, guest);
      return cookie;
    },
    async [Symbol.asyncDispose]() {
      proxy.close();
      ingress.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}
