import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { expect, it } from "vitest";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";

/** As much of a Supervisor as discovery needs: it keeps one message, until that is deleted. */
async function keeper() {
  const kept: unknown[] = [];
  const server = createServer(async (request, response) => {
    const asked = `${request.method} ${request.url}`;
    if (asked === "POST /discovery") kept.push(await json(request));
    if (asked === "DELETE /discovery/7") kept.pop();
    const data = request.method === "GET" ? { hostname: "local-homeops" } : { uuid: "7" };
    response.end(JSON.stringify({ result: "ok", data }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { kept, url, [Symbol.dispose]: () => void server.close() };
}

it("is taken back when somebody leaves, and is then no longer listed", async () => {
  using supervisor = await keeper();
  const told = { url: supervisor.url, address: "127.0.0.2", token: new Secret("none") };
  await using homeops = await startHomeOps({ options: { supervisor: told, ingressPort: 0, insideApp: true } });
  const made = { kind: "discovery", id: "7", name: "HomeOps" };
  await expect.poll(() => homeops.ask("leave/list")).toEqual({ items: [made], cursor: null });
  expect(supervisor.kept).toMatchObject([{ service: "homeops" }]);
  expect(await homeops.ask("leave/remove", { confirm: "leave" })).toEqual({ removed: [made], remaining: [] });
  expect(supervisor.kept).toEqual([]);
  expect(await homeops.ask("leave/list")).toEqual({ items: [], cursor: null });
}, 60_000);
