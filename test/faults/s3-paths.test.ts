import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type App, startApp } from "../app/in-app.ts";
import { type Supervisor, startSupervisor } from "../app/supervisor.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { addUser, type Person } from "../world/people.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { figure } from "./figures.ts";
import { CANARY, paths } from "./s3-corpus.ts";

const SUPERVISOR = "127.0.0.2";
const corpus = paths();
const stack = new AsyncDisposableStack();
let home: HomeAssistant;
let supervisor: Supervisor;
let app: App;
let member: Person;
/** What anybody may have: the page's own files, and whether the server is well. */
let open: Set<string>;
beforeAll(async () => {
  home = stack.use(await startHomeAssistant());
  member = await addUser(home, "Greta");
  supervisor = stack.use(await startSupervisor({ core: home, address: SUPERVISOR }));
  const database = stack.use(await freshDatabase());
  const { path } = stack.use(await temporaryDirectory("s3"));
  app = stack.use(await startApp({ folder: path, supervisor, database }));
  await vi.waitUntil(async () => JSON.stringify(await app.ask("connections/list")).includes('"live"'), {
    timeout: 60_000,
  });
  const bodies = ["/", "/index.html", "/icon.svg", "/framed.html"].map((it) =>
    said({ port: app.homeops.port, line: `GET ${it}` }),
  );
  open = new Set((await Promise.all(bodies)).map(({ body }) => body));
  expect([...open].every((body) => body.length > 100)).toBe(true);
}, 240_000);
afterAll(() => stack.disposeAsync());

type Saying = { port: number; line: string; headers?: string[]; localAddress?: string };

/** Byte by byte as it stands: a client library would mend the address first. */
async function said({ port, line, headers = [], localAddress = "127.0.0.1" }: Saying) {
  const socket = connect({ host: "127.0.0.1", port, localAddress });
  const head = [
    `${line} HTTP/1.1`,
    "Host: homeops",
    "Connection: close",
    "Content-Length: 2",
    "Content-Type: application/json",
  ];
  socket.write(`${[...head, ...headers].join("\r\n")}\r\n\r\n{}`, "latin1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await once(socket, "close");
  const [start = "", ...rest] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(start)?.[1] ?? 0), body: rest.join("\r\n\r\n") };
}

/** What came back that only somebody who is let in may have. */
async function reached(asking: Omit<Saying, "line">): Promise<string[]> {
  const found: string[] = [];
  for (const path of corpus)
    for (const method of ["GET", "POST", "PUT"]) {
      const { status, body } = await said({ ...asking, line: `${method} ${path}` });
      expect(status, `${method} ${path} is answered`).not.toBe(0);
      if (status < 400 && !open.has(body)) found.push(`${method} ${path}: ${status}`);
      expect(status, `${method} ${path}`).not.toBe(500);
    }
  return found;
}

it("lets no address through to a handler without a pass, at either port", async () => {
  expect(corpus.length).toBeGreaterThanOrEqual(500);
  expect(await reached({ port: app.homeops.port })).toEqual([]);
  const port = app.homeops.ingressPort ?? 0;
  for (const path of corpus.filter((_, at) => at % 5 === 0)) {
    const { status } = await said({ port, line: `GET ${path}` });
    expect([403, 400], path).toContain(status); // 400: no request at all
  }
}, 300_000);

it("gives a member nothing by an odd address, and leads nobody to the Supervisor or to Core", async () => {
  const headers = [`X-Remote-User-Id: ${member.userId}`];
  const asking = { port: app.homeops.ingressPort ?? 0, headers, localAddress: SUPERVISOR };
  // An address with its host is one as well (RFC 9112, 3.2.2), and these a member may ask.
  const theirs = /^\w+ https?:\/\/[\w.]+\/api\/(openapi\.json|system\/status|connections\/list)\?\w+: 200$/;
  expect((await reached(asking)).filter((one) => !theirs.test(one))).toEqual([]);
  expect(supervisor.asked.length).toBeGreaterThan(0);
  expect(supervisor.asked.filter((one) => one.includes(CANARY))).toEqual([]);
  figure(
    "S3",
    `${corpus.length} odd addresses by GET, POST and PUT at both ports: 0 reached a handler, the Supervisor or Core`,
  );
}, 300_000);
