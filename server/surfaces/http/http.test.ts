import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Clock, systemClock } from "#server/clock.ts";
import { command } from "#server/command.ts";
import { DatabaseBusy } from "#server/database-away.ts";
import type { HomeOps } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import { startHomeOps } from "#server/testing.ts";

const nothing = { scope: "server", input: z.strictObject({}) } as const;
const commands = [
  command({
    name: "room/say",
    summary: "Says it again",
    scope: "server",
    input: z.object({ text: z.string().max(20) }),
    output: z.object({ text: z.string(), request: z.string() }),
    run: async ({ text }, { requestId }) => ({ text, request: requestId, hidden: "left out" }),
  }),
  command({
    name: "room/break",
    summary: "Has a bug",
    ...nothing,
    output: z.object({}),
    run: async () => {
      throw new Error("select secret_column from people.home");
    },
  }),
  command({
    name: "room/behind",
    summary: "Has no turn",
    ...nothing,
    output: z.object({}),
    run: async () => {
      throw new DatabaseBusy("others were answered");
    },
  }),
  command({
    name: "room/later",
    summary: "Has no database",
    ...nothing,
    output: z.object({}),
    run: async () => {
      throw Object.assign(new Error("terminating connection"), { code: "57P01" });
    },
  }),
  command({
    name: "room/refuse",
    summary: "Refuses",
    ...nothing,
    output: z.object({}),
    run: async () => {
      throw new Refusal("not_now", "Not now; ask again tomorrow", { status: 409 });
    },
  }),
];

describe("HTTP", () => {
  let homeops: HomeOps & { token: string };
  const lines: string[] = [];
  const log = jsonLog("debug", { write: (line) => void lines.push(line) });
  let aheadMs = 0;
  const clock: Clock = { ...systemClock, elapsed: () => performance.now() + aheadMs };
  beforeAll(async () => {
    homeops = await startHomeOps({ capabilities: [{ name: "room", commands }], log, clock });
  });
  afterEach(() => {
    aheadMs += 16 * 60_000; // wrong tokens of one test are none of the next
  });
  afterAll(() => homeops[Symbol.asyncDispose]());

  const fetched = (path: string, init: RequestInit = {}) =>
    fetch(`${homeops.url}${path}`, { redirect: "manual", ...init });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetched(path, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", authorization: `Bearer ${homeops.token}`, ...headers },
    });
  const signIn = async () => {
    const answer = await fetched("/api/session", {
      method: "POST",
      body: JSON.stringify({ token: homeops.token }),
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(204);
    return answer.headers.get("set-cookie") ?? "";
  };
  const withCookie = (cookie: string, origin?: string) =>
    fetched("/api/room/say", {
      method: "POST",
      body: JSON.stringify({ text: "hello" }),
      headers: { "content-type": "application/json", cookie: cookie.split(";")[0]!, ...(origin && { origin }) },
    });

  it("answers a command, and names the request in its header", async () => {
    const answer = await post("/api/room/say", { text: "hello" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ text: "hello", request: answer.headers.get("x-request-id") });
  });

  it.each([
    ["a wrong type", "/api/room/say", { text: 4 }, 400, "bad_input"],
    ["an unknown command", "/api/room/sing", {}, 404, "unknown_route"],
    ["no JSON", "/api/room/say", "{", 400, "bad_json"],
    ["deep JSON", "/api/room/say", `{"text":${"[".repeat(9_000)}${"]".repeat(9_000)}}`, 400, "bad_json"],
    ["NUL", "/api/room/say", { text: "a\0b" }, 400, "bad_json"],
    ["half a character", "/api/room/say", { text: "\ud800" }, 400, "bad_json"],
    ["a poisoned prototype", "/api/room/say", '{"text":"a","__proto__":{"isAdmin":true}}', 400, "bad_json"],
    ["too much", "/api/room/say", { text: "x".repeat(1024 * 1024) }, 413, "too_large"],
    ["what the room refuses", "/api/room/refuse", {}, 409, "not_now"],
  ])("refuses %s with a code and a sentence", async (_, path, body, status, code) => {
    const answer = await post(path, body);
    const { error } = (await answer.json()) as { error: { code: string; message: string; request_id: string } };
    expect({ status: answer.status, code: error.code }).toEqual({ status, code });
    expect(error.message).toMatch(/^[A-Z].{15}/);
    expect(error.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it("refuses other content types", async () => {
    expect((await post("/api/room/say", "text=hello", { "content-type": "text/plain" })).status).toBe(415);
  });

  it("tells a bug by its request only, and logs it once with the stack", async () => {
    const answer = await post("/api/room/break", {});
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toMatch(/secret_column|\.ts|at /);
    const request = answer.headers.get("x-request-id") ?? "";
    const logged = lines.filter((line) => line.includes(request) && line.includes("request failed"));
    expect(text).toContain(request);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("http.test.ts");
  });

  it("says when to come back where the database has others to answer first, and does not call it away", async () => {
    const answer = await post("/api/room/behind", {});
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.json()).toMatchObject({ error: { code: "too_slow" } });
  });

  it("says when to come back while the database is away", async () => {
    const answer = await post("/api/room/later", {});
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.json()).toMatchObject({ error: { code: "database_away" } });
  });

  it("answers nobody without the token, and tells health to everybody", async () => {
    for (const authorization of ["", "Bearer wrong", "Basic d3Jvbmc6", `Bearer ${homeops.token}x`]) {
      const answer = await post("/api/room/say", { text: "hello" }, { authorization });
      expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    }
    expect((await fetched("/metrics")).status).toBe(401);
    const health = await fetched("/api/health");
    expect([health.status, await health.json()]).toEqual([200, { status: "ok", database: "up", reason: null }]);
  });

  it("signs a browser in with the token, for its own pages only", async () => {
    const cookie = await signIn();
    expect(cookie).toMatch(/^homeops_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect((await withCookie(cookie, homeops.url)).status).toBe(200);
    expect((await withCookie(cookie, "https://evil.example")).status).toBe(403);
    expect((await withCookie(cookie, "null")).status).toBe(403);
    expect((await withCookie(cookie)).status).toBe(403);
    expect((await post("/api/session", { token: "wrong" })).status).toBe(401);
  });

  it("forgets a browser that signs out", async () => {
    const cookie = await signIn();
    const headers = { cookie: cookie.split(";")[0]!, origin: homeops.url };
    expect((await fetched("/api/session", { method: "DELETE", headers })).status).toBe(204);
    expect((await withCookie(cookie, homeops.url)).status).toBe(401);
  });

  it("signs one browser in by the printed address, once", async () => {
    const path = homeops.ticketUrl.slice(homeops.url.length);
    await fetched(path, { method: "HEAD" }); // a preview does not use it up
    const first = await fetched(path);
    expect([first.status, first.headers.get("location")]).toEqual([303, "/"]);
    expect((await withCookie(first.headers.get("set-cookie") ?? "", homeops.url)).status).toBe(200);
    const second = await fetched(path);
    expect([second.status, second.headers.get("set-cookie")]).toEqual([303, null]);
    expect(homeops.ticketUrl).not.toContain(homeops.token);
  });

  it("keeps browsers from running, framing and guessing what is not ours", async () => {
    for (const path of ["/", "/api/health", "/api/nothing"]) {
      const { headers } = await fetched(path);
      expect(headers.get("content-security-policy")).toContain("script-src 'self';");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it.each([
    "/api/nothing",
    "/..%2fpackage.json",
    "/%2e%2e/package.json",
    "/a/../../package.json",
    "/.git/config",
    "/x.exe",
  ])("finds nothing at %s", async (path) => {
    const answer = await fetched(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "unknown_route" } });
  });

  it("counts what it answered, by route", async () => {
    const text = await (await fetched("/metrics", { headers: { authorization: `Bearer ${homeops.token}` } })).text();
    expect(text).toMatch(/^# TYPE homeops_http_requests_total counter$/m);
    expect(text).toMatch(/^homeops_http_requests_total\{method="POST",route="\/api\/room\/say",status="200"\} \d+$/m);
  });

  it("writes neither token, ticket nor cookie to its log", () => {
    const secrets = [homeops.token, homeops.ticketUrl.split("=")[1]!];
    expect(lines.length).toBeGreaterThan(20);
    for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });
});
