import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { connect as connectTls, createServer as createTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doorstep } from "./doorstep.ts";
import { plainRefuser } from "./refuse-plain.ts";
import { pairFor } from "./testing.ts";

const FRIEND = "127.0.0.1";
const STRANGER = "127.0.0.3";

let server: Server;
let step: Disposable;
let port: number;
let seen: string[] = [];
beforeAll(async () => {
  const { key, certificate } = await pairFor(["localhost"]);
  server = createServer((request, response) => {
    seen.push(`${request.socket.constructor.name} ${request.url} ${request.headers.authorization ?? "no token"}`);
    request.resume();
    response.end(`inside ${request.url}`);
  });
  step = doorstep(server, {
    secure: createTls({ key, cert: certificate, ALPNProtocols: ["http/1.1"] }),
    mayBePlain: (peer) => peer === FRIEND,
    refuser: plainRefuser({ isSecureHere: true }),
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  step[Symbol.dispose]();
  server.close();
  server.closeAllConnections();
});

const plain = (localAddress = FRIEND) => connect({ host: "127.0.0.1", port, localAddress });
const secure = async (localAddress = STRANGER) => {
  const socket = connectTls({ host: "127.0.0.1", port, localAddress, rejectUnauthorized: false } as object);
  await once(socket, "secureConnect");
  return socket;
};

/** What it says until it closes. */
async function heard(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  socket.on("data", (piece) => pieces.push(piece)).on("error", () => {});
  await once(socket, "close");
  return Buffer.concat(pieces).toString("latin1");
}

const asking = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, "Host: nas:8099", "Connection: close", ...headers, "", ""].join("\r\n");

async function asked(socket: Socket, text: string): Promise<string> {
  const answer = heard(socket);
  socket.write(text);
  return answer;
}

describe("one port", () => {
  it("answers plain HTTP and TLS", async () => {
    seen = [];
    expect(await asked(plain(), asking("GET /plain"))).toMatch(/200 OK[\s\S]*inside \/plain$/);
    expect(await asked(await secure(), asking("GET /secret"))).toMatch(/200 OK[\s\S]*inside \/secret$/);
    expect(seen).toEqual(["Socket /plain no token", "TLSSocket /secret no token"]);
  });

  it.each([
    ["in plain", async () => plain()],
    ["by TLS", () => secure()],
  ])("takes requests letter by letter, and several on one connection, %s", async (_, opened) => {
    const socket = await opened();
    const answers = heard(socket);
    for (const letter of "GET /slow HTTP/1.1\r\nHost: nas\r\n\r\n") {
      socket.write(letter);
      await pause(1);
    }
    socket.write("GET /next HTTP/1.1\r\nHost: nas\r\n\r\nGET /after HTTP/1.1\r\nHost: nas\r\n\r\n");
    await pause(50);
    socket.write(asking("POST /last", "Content-Length: 100000") + "x".repeat(100_000));
    expect((await answers).match(/inside \/[a-z]+/g)).toEqual([
      "inside /slow",
      "inside /next",
      "inside /after",
      "inside /last",
    ]);
  });

  it.each([
    ["GET /", "https://nas:8099/"],
    ["GET /icon.svg", "https://nas:8099/icon.svg"],
    ["HEAD /", "https://nas:8099/"],
    ["GET /?ticket=once", "https://nas:8099/"],
    ["GET //evil.example/", "https://nas:8099//evil.example/"],
  ])("leads a stranger who asks %s in plain to %s, and lets no browser remember that", async (line, location) => {
    seen = [];
    const answer = await asked(plain(STRANGER), asking(line, "Cookie: homeops_session=x"));
    expect(answer).toMatch(/^HTTP\/1.1 308 /);
    expect(/^location: (.*)\r$/m.exec(answer)?.[1]).toBe(location);
    expect(answer).toContain("cache-control: no-store");
    expect(answer).not.toMatch(/strict-transport-security|set-cookie|ticket/i);
    expect(seen).toEqual([]);
  });

  it.each([
    "POST /api/system/status",
    "GET /api/health",
    "GET /api/live",
    "GET /metrics",
    "POST /",
    "PUT /api/import/upload/x/0",
    "DELETE /api/session",
    "OPTIONS *",
    "GET http://evil.example/",
  ])("refuses a stranger's plain %s in a sentence, and looks at no token", async (line) => {
    seen = [];
    const answer = await asked(
      plain(STRANGER),
      `${asking(line, "Authorization: Bearer secret", "Content-Length: 2")}{}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
    expect(answer).toContain('"code":"plain_http_refused"');
    expect(answer).toContain("https://");
    expect(answer).not.toContain("secret");
    expect(seen).toEqual([]);
  });

  it("refuses a stranger's plain live socket, and a host that is none", async () => {
    const upgrade = ["Upgrade: websocket", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13"];
    expect(await asked(plain(STRANGER), asking("GET /api/live", ...upgrade))).toMatch(/^HTTP\/1.1 403 /);
    const odd = await asked(plain(STRANGER), "GET / HTTP/1.1\r\nHost: a/b@c\r\nConnection: close\r\n\r\n");
    expect(odd).toMatch(/^HTTP\/1.1 403 /);
  });

  it("closes what is neither", async () => {
    const records = [
      Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5]),
      Buffer.from([0, 0, 0, 0]),
      Buffer.from("\x80\x2e\x01"),
    ];
    for (const record of records) {
      const socket = plain(STRANGER);
      const answer = heard(socket);
      socket.end(record);
      expect(await answer).not.toContain("inside");
    }
    expect(await asked(await secure(), asking("GET /still"))).toContain("inside /still");
  });

  it("turns out who says nothing, or says it too slowly, within seconds", async () => {
    const silent = [plain(), plain(STRANGER)];
    const slowTls = plain(STRANGER);
    const slowPlain = plain(STRANGER);
    const ends = [...silent, slowTls, slowPlain].map(heard);
    const hello = Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, ...Array(500).fill(7)]);
    let at = 0;
    const letters = setInterval(() => {
      if (slowTls.writable) slowTls.write(hello.subarray(at, ++at));
      if (slowPlain.writable) slowPlain.write("G");
    }, 200);
    expect(await Promise.race([Promise.all(ends), pause(20_000, "late")])).not.toBe("late");
    clearInterval(letters);
  }, 30_000);

  it("keeps nobody outside for hundreds who say nothing", async () => {
    const silent = Array.from({ length: 400 }, () => plain(STRANGER));
    const closed = silent.map((socket) => heard(socket));
    await Promise.all(silent.map((socket) => once(socket, "connect")));
    expect(await asked(await secure(), asking("GET /through"))).toContain("inside /through");
    expect(await asked(plain(), asking("GET /through"))).toContain("inside /through");
    await Promise.all(closed.slice(0, 100)); // those who came first go first
    expect(silent.filter((socket) => !socket.destroyed).length).toBeLessThanOrEqual(256);
    for (const socket of silent) socket.destroy();
  }, 30_000);

  it("turns everybody out and lets nobody in once it is closed", async () => {
    const waits = plain();
    const gone = heard(waits);
    await once(waits, "connect");
    expect(await asked(plain(), asking("GET /before"))).toContain("inside /before"); // so the one before it has arrived
    step[Symbol.dispose]();
    expect(await gone).toBe("");
    expect(await asked(plain(), asking("GET /late"))).toBe("");
  });
});
