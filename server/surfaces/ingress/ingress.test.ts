import { once } from "node:events";
import { type RequestOptions, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";

const SUPERVISOR = "127.0.0.2";
const ANNA = "0123456789abcdef0123456789abcdef";
const IDENTITY = { "x-remote-user-id": ANNA, "x-remote-user-display-name": Buffer.from("Änne").toString("latin1") };

describe("ingress", () => {
  let homeops: HomeOps & { token: string };
  beforeAll(async () => {
    const supervisor = { url: "http://127.0.0.1:9", address: SUPERVISOR, token: new Secret("none") };
    homeops = await startHomeOps({ options: { supervisor, ingressPort: 0 } });
  });
  afterAll(() => homeops[Symbol.asyncDispose]());

  /** From one loopback address or another. */
  async function asked(path: string, { body, ...options }: RequestOptions & { body?: unknown } = {}) {
    const sent = request({
      host: "127.0.0.1",
      port: homeops.ingressPort,
      localAddress: SUPERVISOR,
      method: body === undefined ? "GET" : "POST",
      path,
      ...options,
      headers: { ...IDENTITY, "content-type": "application/json", ...options.headers },
    });
    sent.end(body === undefined ? undefined : Buffer.from(JSON.stringify(body))); // as a text Node would encode the headers with it
    const [answer] = await once(sent, "response");
    const said = await text(answer);
    return { status: answer.statusCode, headers: answer.headers, said };
  }
  const names = async () =>
    ((await homeops.ask("people/list")) as { items: { name: string; role: string }[] }).items.map(
      ({ name, role }) => `${name}: ${role}`,
    );

  it.each(["/", "/api/health", "/worker.js", "/api/system/status", "/%", "//", "/api/live", "/nothing"])(
    "answers nobody but the Supervisor, at %s",
    async (path) => {
      const spoofed = { "x-forwarded-for": SUPERVISOR, "x-hass-source": "core.ingress", "x-real-ip": SUPERVISOR };
      for (const localAddress of ["127.0.0.1", "127.0.0.3"]) {
        const answer = await asked(path, { localAddress, headers: spoofed });
        expect([answer.status, answer.said]).toEqual([403, expect.stringContaining("Only the Supervisor")]);
      }
    },
  );

  it("lets whom Home Assistant signed in see the home, as a member with their name", async () => {
    const answer = await asked("/api/system/status", { body: {} });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.said)).toMatchObject({
      you: { may_change: false },
      connections: [{ url: expect.any(String) }],
    });
    await asked("/api/system/status", { body: {} });
    expect(await names()).toEqual(["Owner: owner", "Änne: member"]);
  });

  it.each([
    ["/api/memory/pause", { minutes: 120 }],
    ["/api/connections/add", { url: "http://ha", token: "t" }],
    ["/api/people/add", { name: "Eve", role: "admin" }],
    ["/api/memory/cap", { gigabytes: 1 }],
  ])("refuses %s while Home Assistant does not say who administers it", async (path, body) => {
    expect(await asked(path, { body })).toMatchObject({ status: 403 });
  });

  it("keeps figures and uploads to administrators", async () => {
    expect(await asked("/metrics")).toMatchObject({ status: 403 });
    expect(await asked("/api/import/upload/x/0", { method: "PUT", body: {} })).toMatchObject({ status: 403 });
  });

  it.each([
    [{ "x-remote-user-id": "" }],
    [{ "x-remote-user-id": "root" }],
    [{ "x-remote-user-id": `${ANNA}, ${ANNA}` }],
  ])("lets nobody in as %j", async (headers) => {
    expect(await asked("/api/system/status", { body: {}, headers })).toMatchObject({ status: 403 });
  });

  it("refuses what another site's page asks", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    expect(await asked("/api/system/status", { body: {}, headers })).toMatchObject({ status: 403 });
  });

  it("may be shown in a frame of the same origin, has no sign-in and sets no cookie", async () => {
    const page = await asked("/api/nothing");
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(page.headers["set-cookie"]).toBe(undefined);
    expect(await asked("/api/session", { body: { token: homeops.token } })).toMatchObject({ status: 404 });
    expect(await asked("/?ticket=x")).not.toMatchObject({ status: 303 });
    const headers = { authorization: `Bearer ${homeops.token}`, "x-remote-user-id": "" };
    expect(await asked("/api/system/status", { body: {}, headers })).toMatchObject({ status: 403 });
  });

  it("has the live socket, for the same people and with the same rank", async () => {
    const url = `ws://127.0.0.1:${homeops.ingressPort}/api/live`;
    const stranger = new WebSocket(url, { headers: IDENTITY });
    const [error] = await once(stranger, "error");
    expect(String(error)).toContain("403");
    const socket = new WebSocket(url, { headers: IDENTITY, localAddress: SUPERVISOR });
    const heard: { type: string; id?: number; error?: { code: string } }[] = [];
    socket.on("message", (data) => heard.push(JSON.parse(String(data))));
    await once(socket, "open");
    socket.send(JSON.stringify({ id: 1, type: "subscribe", feed: "system/status" }));
    socket.send(JSON.stringify({ id: 2, type: "memory/pause", minutes: 120 }));
    await expect.poll(() => heard.map(({ type }) => type)).toContain("snapshot");
    await expect.poll(() => heard.find(({ id }) => id === 2)?.error?.code).toBe("forbidden");
    socket.terminate();
  });

  it("means nothing on the other port, where its headers come from anybody", async () => {
    for (const localAddress of [SUPERVISOR, "127.0.0.1"]) {
      const answer = await asked("/api/system/status", { port: homeops.port, localAddress, body: {} });
      expect(answer.status).toBe(401);
    }
  });
});
