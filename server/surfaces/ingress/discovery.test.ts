import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { integration } from "../integration/integration.ts";
import { system } from "../system/system.ts";

/** The Supervisor, as it answers these two questions; away at first. */
async function supervisor(failures: number) {
  const told: unknown[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.headers.authorization !== "Bearer of-the-app") return void response.writeHead(401).end();
    if (request.url === "/addons/self/info") {
      if (failures-- > 0) return void response.writeHead(502).end();
      return void response.end(JSON.stringify({ result: "ok", data: { hostname: "0a1b2c3d-homeops", slug: "x" } }));
    }
    if (request.url !== "/discovery") return void response.writeHead(404).end();
    told.push(JSON.parse(body));
    response.end(JSON.stringify({ result: "ok", data: { uuid: "u1" } }));
  }
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, told, [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())) };
}

it("tells the Supervisor where HomeOps is as soon as it answers, and logs that once each way, without the token", async () => {
  await using door = await supervisor(3);
  const lines: string[] = [];
  const log = jsonLog("debug", { write: (line) => void lines.push(line) });
  const hurried = { ...systemClock, sleep: () => systemClock.sleep({ milliseconds: 20 }) };
  await using homeops = await startHomeOps({
    ...{ log, clock: hurried, capabilities: [integration, system] },
    options: { supervisor: { url: door.url, address: "127.0.0.2", token: new Secret("of-the-app") }, ingressPort: 0 },
  });
  await expect.poll(() => door.told.length).toBe(1);
  const config = {
    host: "0a1b2c3d-homeops",
    port: homeops.port,
    auth_token: expect.stringMatching(/^homeops_[\w-]{43}$/),
  };
  expect(door.told).toEqual([{ service: "homeops", config }]);
  const told = () => lines.filter((line) => line.includes("where to find HomeOps"));
  await expect.poll(() => told().map((line) => JSON.parse(line).level)).toEqual(["warn", "info"]);
  const about = told();
  expect(about[0]).toContain("HTTP 502");
  const { auth_token } = (door.told[0] as { config: { auth_token: string } }).config;
  const asks = async (name: string) => {
    const headers = { authorization: `Bearer ${auth_token}`, "content-type": "application/json" };
    const answer = await fetch(`${homeops.url}/api/${name}`, { method: "POST", headers, body: "{}" });
    return ((await answer.json()) as { error?: { code: string } }).error?.code ?? answer.status;
  };
  expect(await asks("system/status"), "for itself it may ask what is its own only").toBe("as_missing");
  expect(await asks("integration/greet")).toBe(200);
  expect(auth_token).not.toBe(homeops.token);
  expect(lines.join()).not.toContain(auth_token);
  expect(lines.join()).not.toContain("of-the-app");
});
