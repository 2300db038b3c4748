import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startHomeOps } from "#server/testing.ts";
import { atMostMs, figure } from "./figures.ts";

const BAR_MS = 1_000;
const SOCKETS = 5;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

let homeops: Awaited<ReturnType<typeof startHomeOps>>;
beforeAll(async () => {
  homeops = await startHomeOps();
}, 120_000);
afterAll(() => homeops[Symbol.asyncDispose]());

/** The cookie of a browser that signs in with the API token, or with a ticket. */
async function signedIn(ticketUrl?: string): Promise<{ cookie: string; session: string }> {
  const headers = { "user-agent": FIREFOX, "content-type": "application/json" };
  const body = JSON.stringify({ token: homeops.token });
  const answer = ticketUrl
    ? await fetch(ticketUrl, { headers, redirect: "manual" })
    : await fetch(`${homeops.url}/api/session`, { method: "POST", headers, body });
  expect(answer.headers.get("location") ?? "/").toBe("/"); // no address carries a session
  const set = answer.headers.get("set-cookie") ?? "";
  expect(set).toMatch(/; HttpOnly; SameSite=Strict; /);
  const [cookie = ""] = set.split(";");
  return { cookie, session: cookie.split("=")[1] ?? "" };
}

async function ask(name: string, input: object, cookie: string, origin = homeops.url) {
  const headers = { cookie, origin, "content-type": "application/json" };
  const answer = await fetch(`${homeops.url}/api/${name}`, { method: "POST", headers, body: JSON.stringify(input) });
  return { status: answer.status, body: (await answer.json()) as Listed };
}
type Listed = { items: { session: string; device: string; is_this: boolean; since: string; last_seen: string }[] };

async function opened(cookie: string, origin = homeops.url): Promise<WebSocket> {
  const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live`, { headers: { cookie, origin } });
  await once(socket, "open");
  return socket;
}

it("S6: keeps sessions of 256 bits by their hash, and closes the sockets of one that is ended within a second", async () => {
  const mine = await signedIn(homeops.ticketUrl);
  const others = await Promise.all(Array.from({ length: SOCKETS }, () => signedIn()));
  for (const { session } of [mine, ...others]) expect(Buffer.from(session, "base64url")).toHaveLength(32);
  const kept = readFileSync(path.join(homeops.world.options.dataFolder, "sessions.json"), "utf8");
  for (const { session } of [mine, ...others]) {
    expect(kept).not.toContain(session);
    expect(kept).toContain(createHash("sha256").update(session).digest("hex"));
  }

  const { items } = (await ask("sessions/list", {}, mine.cookie)).body;
  expect(items).toHaveLength(SOCKETS + 1);
  expect(items.filter(({ is_this }) => is_this)).toHaveLength(1);
  expect(new Set(items.map(({ device }) => device))).toEqual(new Set(["Firefox, Linux"]));
  for (const { session } of [mine, ...others]) expect(JSON.stringify(items)).not.toContain(session);
  for (const { session } of items)
    expect((await ask("sessions/list", {}, `homeops_session=${session}`)).status).toBe(401);

  const staying = await opened(mine.cookie);
  let slowestMs = 0;
  for (const other of others) {
    const socket = await opened(other.cookie);
    const own = (await ask("sessions/list", {}, other.cookie)).body.items.find(({ is_this }) => is_this);
    const closed = once(socket, "close");
    const endedAt = performance.now();
    expect((await ask("sessions/end", { session: own?.session }, mine.cookie)).status).toBe(200);
    expect((await closed)[0]).toBe(1008);
    slowestMs = Math.max(slowestMs, performance.now() - endedAt);
    expect((await ask("sessions/list", {}, other.cookie)).status).toBe(401);
    await expect(opened(other.cookie)).rejects.toThrow("401");
  }
  expect(staying.readyState).toBe(WebSocket.OPEN);
  staying.terminate();
  await figure(
    "S6",
    `${SOCKETS} sessions ended while their socket was open: closed after ${Math.round(slowestMs)} ms at most, ${SOCKETS} of ${SOCKETS} refused after it`,
  );
  expect(slowestMs).toBeLessThan(atMostMs(BAR_MS));
});

it("S6: lets no page of another address use a session, and no address carry one", async () => {
  const { cookie, session } = await signedIn();
  for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1", `${homeops.url}.evil.example`]) {
    expect((await ask("sessions/list", {}, cookie, origin)).status, origin).toBe(403);
    await expect(opened(cookie, origin), origin).rejects.toThrow("403");
  }
  for (const query of [
    `session=${session}`,
    `homeops_session=${session}`,
    `token=${homeops.token}`,
    `access_token=${homeops.token}`,
  ]) {
    const answer = await fetch(`${homeops.url}/api/system/status?${query}`, { method: "POST" });
    expect(answer.status, query).toBe(401);
    await answer.text();
  }
});
