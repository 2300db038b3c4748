import { once } from "node:events";
import { type IncomingHttpHeaders, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { HomeOps } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { Secret } from "#server/secret.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import { type NetworkNamespace, networkNamespace } from "../faults/network-namespace.ts";
import { aptInstall, exists } from "../provision/debian.ts";
import { pinnedClient } from "./pinned-client.ts";

const stack = new AsyncDisposableStack();
const lines: string[] = [];
const log = jsonLog("debug", { write: (line) => void lines.push(line) });
const answered = () => lines.filter((line) => line.includes("request answered")).length;
let network: NetworkNamespace;
let homeops: HomeOps & { token: string };
beforeAll(async () => {
  if (!(await exists("/usr/sbin/ip"))) await aptInstall("iproute2");
  network = stack.use(await networkNamespace());
  homeops = stack.use(await startHomeOps({ options: { host: "0.0.0.0" }, log }));
});
afterAll(() => stack.disposeAsync());

type Asking = { host?: string; port?: number; method?: string; headers?: IncomingHttpHeaders; body?: string };

/** This machine's end of the cable is an address like any other: only loopback is loopback. */
async function asked(scheme: "http" | "https", path: string, { body, ...rest }: Asking = {}) {
  const begin = scheme === "https" ? requestSecure : requestPlain;
  const sent = begin({
    ...{ host: network.gateway, port: homeops.port, path, agent: false, rejectUnauthorized: false },
    method: body === undefined ? "GET" : "POST",
    ...rest,
    headers: { "content-type": "application/json", ...rest.headers },
  });
  sent.end(body);
  const [answer] = await once(sent, "response");
  return {
    status: answer.statusCode as number,
    headers: answer.headers as IncomingHttpHeaders,
    said: await text(answer),
  };
}

const withToken = () => ({ authorization: `Bearer ${homeops.token}` });
const status = async () => (await homeops.ask("system/status")) as SystemStatus;

describe("the API port, from another machine", () => {
  it("is paired by its fingerprint, takes the token by TLS only, and is left at once where the fingerprint is another", async () => {
    const { tls } = await status();
    const before = answered();
    const told = await pinnedClient(network, {
      port: homeops.port,
      token: homeops.token,
      wrong: `${"AB:".repeat(31)}AB`,
    });
    expect(told.fingerprint).toBe(tls?.fingerprint.replaceAll(":", ""));
    expect(told.unverified[0]).toBe("ClientConnectorCertificateError");
    expect([told.health, told.pinned, told.live]).toEqual([200, 200, ["hello", { type: "auth", ok: true }]]);
    expect(told.wrong).toEqual(["ServerFingerprintMismatch", null]);
    expect(told.plain).toEqual([403, expect.stringContaining("plain_http_refused")]);
    expect(told.page[0]).toBe(308);
    expect(answered() - before).toBe(2); // health and the pinned one
  }, 60_000);

  it("tells its fingerprint in the log, and no key", () => {
    const [line = ""] = lines.filter((one) => one.includes("shows a certificate"));
    expect(JSON.parse(line)).toMatchObject({
      level: "info",
      source: "made",
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}/),
    });
    expect(lines.join()).not.toMatch(/PRIVATE KEY|BEGIN/);
  });

  it.each([
    ["/api/system/status", "{}"],
    ["/api/session", undefined],
    ["/api/health", undefined],
    ["/metrics", undefined],
  ])("processes nothing of what asks %s in plain with the right token", async (path, body) => {
    const before = answered();
    const sent = path === "/api/session" ? JSON.stringify({ token: homeops.token }) : body;
    const answer = await asked("http", path, { body: sent, headers: withToken() });
    expect([answer.status, JSON.parse(answer.said)]).toMatchObject([403, { error: { code: "plain_http_refused" } }]);
    expect(answer.headers["set-cookie"]).toBe(undefined);
    expect(answered()).toBe(before);
  });

  it("leads a browser to https without the ticket that it sent in plain, which still signs in once by TLS", async () => {
    expect(homeops.ticketUrl).toMatch(/^https:/);
    const { pathname, search } = new URL(homeops.ticketUrl);
    const plain = await asked("http", pathname + search);
    expect([plain.status, plain.headers.location]).toEqual([308, `https://${network.gateway}:${homeops.port}/`]);
    const secure = await asked("https", pathname + search);
    expect(secure.headers["set-cookie"]?.[0]).toMatch(
      /^__Host-homeops_session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; /,
    );
  });

  it("opens no live socket in plain, whoever says who they are", async () => {
    const socket = new WebSocket(`ws://${network.gateway}:${homeops.port}/api/live`, { headers: withToken() });
    const [error] = await once(socket, "error");
    expect(error.message).toContain("403");
  });

  it("keeps the sessions of TLS and of plain HTTP apart", async () => {
    const body = JSON.stringify({ token: homeops.token });
    const cookieOf = ({ headers }: { headers: IncomingHttpHeaders }) => headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const secure = cookieOf(await asked("https", "/api/session", { body }));
    const plain = cookieOf(await asked("http", "/api/session", { host: "127.0.0.1", body }));
    const use = async (scheme: "http" | "https", host: string, cookie: string) => {
      const headers = { cookie, origin: `${scheme}://${host}:${homeops.port}` };
      return (await asked(scheme, "/api/system/status", { host, body: "{}", headers })).status;
    };
    expect(await use("https", network.gateway, secure)).toBe(200);
    expect(await use("http", "127.0.0.1", plain)).toBe(200);
    expect(await use("https", network.gateway, plain)).toBe(401);
    expect(await use("http", "127.0.0.1", secure)).toBe(401);
    const out = await asked("https", "/api/session", {
      method: "DELETE",
      headers: { cookie: secure, origin: `https://${network.gateway}:${homeops.port}` },
    });
    expect(out.headers["set-cookie"]?.[0]).toContain("__Host-homeops_session=; Path=/; Secure;");
    expect(await use("https", network.gateway, secure)).toBe(401);
  });

  it("sets no HSTS, which would lock people out of a name with a certificate that nobody vouches for", async () => {
    expect((await asked("https", "/api/health")).headers["strict-transport-security"]).toBe(undefined);
  });

  it("ends a connection that shakes hands and then says nothing, while others are answered", async () => {
    const silent = Array.from({ length: 50 }, () =>
      connect({ host: network.gateway, port: homeops.port, rejectUnauthorized: false }),
    );
    await Promise.all(silent.map((socket) => once(socket, "secureConnect")));
    expect((await asked("https", "/api/health")).status).toBe(200);
    const ended = Promise.all(
      silent.map((socket) =>
        once(
          socket.resume().on("error", () => {}),
          "close",
        ),
      ),
    );
    expect(await Promise.race([ended, pause(40_000, "late")])).not.toBe("late");
  }, 60_000);
});

it("answers plain HTTP where HOMEOPS_PLAIN_FROM names the peer, and says so once as a warning", async () => {
  const said: string[] = [];
  const heard = jsonLog("warn", { write: (line) => void said.push(line) });
  const options = { host: "0.0.0.0", plainFrom: [`${network.gateway}/32`] };
  await using other = await startHomeOps({ options, log: heard, capabilities: [] });
  expect((await asked("http", "/api/health", { port: other.port })).status).toBe(200);
  expect((await asked("https", "/api/health", { port: other.port })).status).toBe(200);
  expect(said.filter((line) => line.includes("HOMEOPS_PLAIN_FROM"))).toHaveLength(1);
});

it("speaks plain HTTP inside the app, with its own network alone", async () => {
  const supervisor = { url: "http://127.0.0.1:9", address: "127.0.0.2", token: new Secret("none") };
  const options = { host: "0.0.0.0", supervisor, ingressPort: 0 };
  await using app = await startHomeOps({ options });
  expect((await asked("http", "/api/health", { port: app.port, host: "127.0.0.1" })).status).toBe(200);
  for (const path of ["/api/health", "/"]) {
    const refused = await asked("http", path, { port: app.port });
    expect([refused.status, JSON.parse(refused.said)]).toMatchObject([403, { error: { code: "plain_http_refused" } }]);
    expect(refused.said).not.toContain("https");
  }
  await expect(asked("https", "/api/health", { port: app.port })).rejects.toThrow();
  expect(await app.ask("system/status")).toMatchObject({ tls: null });
}, 60_000);
