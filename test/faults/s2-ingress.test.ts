import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { capabilities } from "#server/capabilities.ts";
import { type App, startApp } from "../app/in-app.ts";
import { type Supervisor, startSupervisor } from "../app/supervisor.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { addUser, type Person } from "../world/people.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { figure, isFull } from "./figures.ts";

const SUPERVISOR = "127.0.0.2";
const STRANGERS = [
  "127.0.0.1",
  "127.0.0.3",
  "127.0.1.2",
  "127.255.0.2",
  ...(isFull ? ["127.0.0.20", "127.30.32.2"] : []),
];
const commands = capabilities.flatMap(({ commands = [] }) => commands);
const changing = commands.filter(({ access }) => access === "write").map(({ name }) => name);

let home: HomeAssistant;
let supervisor: Supervisor;
let app: App;
let member: Person;
let admin: string;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  home = stack.use(await startHomeAssistant());
  member = await addUser(home, "Greta");
  admin = (await home.client.call<{ id: string }>({ type: "auth/current_user" })).id;
  supervisor = stack.use(await startSupervisor({ core: home, address: SUPERVISOR }));
  const database = stack.use(await freshDatabase());
  const { path } = stack.use(await temporaryDirectory("s2"));
  app = stack.use(await startApp({ folder: path, supervisor, database }));
  await vi.waitUntil(async () => JSON.stringify(await app.ask("connections/list")).includes('"live"'), {
    timeout: 60_000,
  });
}, 240_000);
afterAll(() => stack.disposeAsync());

const spoofs = (): IncomingHttpHeaders[] => [
  {},
  { "x-remote-user-id": admin, "x-remote-user-name": "olivia" },
  { "x-remote-user-id": admin, "x-homeops-user": admin },
  { "x-remote-user-id": admin, "x-ingress-path": "/api/hassio_ingress/x", "x-hass-source": "core.ingress" },
  { "x-remote-user-id": admin, "x-forwarded-for": SUPERVISOR, "x-real-ip": SUPERVISOR, forwarded: `for=${SUPERVISOR}` },
];

type Asking = { port?: number; path: string; method?: string; localAddress?: string; headers?: IncomingHttpHeaders };

async function asked({
  port = app.homeops.ingressPort,
  path,
  method = "GET",
  localAddress = SUPERVISOR,
  headers,
}: Asking) {
  const sent = request({
    ...{ host: "127.0.0.1", port, path, method, localAddress, agent: false },
    headers: { "content-type": "application/json", ...headers },
  });
  sent.end(method === "POST" ? Buffer.from("{}") : undefined);
  const [answer] = await once(sent, "response");
  return { status: answer.statusCode as number, said: await text(answer) };
}

const pages = [
  "/",
  "/worker.js",
  "/api/health",
  "/metrics",
  "/api/openapi.json",
  "/api/live",
  "/?ticket=x",
  "/%",
  "/%zz",
  "//",
];
const everything = (): Asking[] => [
  ...pages.map((path) => ({ path })),
  ...commands.map(({ name }) => ({ path: `/api/${name}`, method: "POST" })),
  { path: "/api/session", method: "POST" },
  { path: "/api/import/upload/x/0", method: "PUT" },
];

it("answers every stranger with 403, whatever they say of themselves", async () => {
  const statuses = new Map<number, number>();
  for (const localAddress of STRANGERS)
    for (const headers of spoofs())
      for (const asking of everything()) {
        const { status } = await asked({ ...asking, localAddress, headers });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
  for (const localAddress of STRANGERS) expect(await upgraded(localAddress)).toBe("Unexpected server response: 403");
  expect([...statuses.keys()]).toEqual([403]);
  figure(
    "S2",
    `ingress port asked by strangers ${statuses.get(403)} x with ${spoofs().length} sets of headers: all 403`,
  );
}, 300_000);

async function upgraded(localAddress: string): Promise<string> {
  const url = `ws://127.0.0.1:${app.homeops.ingressPort}/api/live`;
  const socket = new WebSocket(url, { localAddress, headers: { "x-remote-user-id": admin } });
  const [error] = await Promise.race([once(socket, "error"), once(socket, "open").then(() => [new Error("let in")])]);
  socket.terminate();
  return error.message;
}

it("takes no header for anybody on the other port, from the Supervisor's address either", async () => {
  for (const localAddress of [SUPERVISOR, "127.0.0.1"])
    for (const headers of spoofs())
      for (const { name } of commands) {
        const asking = { port: app.homeops.port, path: `/api/${name}`, method: "POST", localAddress, headers };
        expect([401, 429], name).toContain((await asked(asking)).status); // strangers who ask and ask have to wait
      }
}, 300_000);

it("refuses a member every command that changes the home, and lets an administrator of Home Assistant ask it", async () => {
  expect(changing.length).toBeGreaterThan(15);
  const as = (id: string) => ({ "x-remote-user-id": id });
  for (const name of changing) {
    const asking = { path: `/api/${name}`, method: "POST" };
    expect([name, (await asked({ ...asking, headers: as(member.userId) })).status]).toEqual([name, 403]);
  }
  expect((await asked({ path: "/metrics", headers: as(member.userId) })).status).toBe(403);
  expect((await asked({ path: "/api/import/upload/x/0", method: "PUT", headers: as(member.userId) })).status).toBe(403);
  expect((await asked({ path: "/metrics", headers: as(admin) })).status).toBe(200);
  expect((await asked({ path: "/api/memory/keep", method: "POST", headers: as(admin) })).status).toBe(400); // judged by its input
  figure("S2", `a member was refused ${changing.length} of ${changing.length} commands that change something`);
}, 120_000);

it("is not taken in by a member's browser that names an administrator: the Supervisor takes such headers off", async () => {
  const cookie = `ingress_session=${supervisor.session({ id: member.userId, name: "Greta" })}`;
  for (const headers of spoofs()) {
    const answer = await fetch(`${supervisor.ingressUrl}api/memory/keep`, {
      ...{ method: "POST", body: "{}" },
      headers: { ...(headers as Record<string, string>), cookie, "content-type": "application/json" },
    });
    expect(answer.status).toBe(403);
  }
  expect((await fetch(`${supervisor.ingressUrl}api/memory/keep`, { method: "POST" })).status).toBe(401);
});

it("takes nobody for an administrator while Home Assistant cannot be asked, and lets them read on", async () => {
  const headers = { "x-remote-user-id": admin };
  const change = () => asked({ path: "/api/memory/keep", method: "POST", headers }).then(({ status }) => status);
  expect(await change()).toBe(400);
  await home.kill();
  await expect.poll(change, { timeout: 60_000, interval: 500 }).toBe(403);
  expect((await asked({ path: "/api/system/status", method: "POST", headers })).status).toBe(200);
  await home.start();
  await expect.poll(change, { timeout: 90_000, interval: 500 }).toBe(400);
}, 240_000);
