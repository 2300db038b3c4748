import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";

const listeners = new Set<(items: { n: number; text?: string }[]) => void>();
const tell = (...items: { n: number; text?: string }[]) => {
  for (const send of listeners) send(items);
};
const room = {
  name: "room",
  commands: [
    command({
      name: "room/add",
      summary: "Adds",
      scope: "server",
      input: z.strictObject({ a: z.int(), id: z.int().optional() }),
      output: z.object({ sum: z.int() }),
      run: async ({ a, id = 1 }) => ({ sum: a + id }),
    }),
  ],
  feeds: [
    feed({
      name: "room/numbers",
      summary: "Numbers",
      scope: "server",
      input: z.strictObject({ from: z.int().default(0) }),
      item: z.object({ n: z.int(), text: z.string().optional() }),
      async open({ from }, _, send) {
        listeners.add(send);
        tell({ n: from + 1 }); // comes while the snapshot is made
        return { snapshot: [{ n: from }], close: () => void listeners.delete(send) };
      },
    }),
  ],
};

/** A client that keeps what it hears. */
async function connected(url: string, init: { headers?: Record<string, string> } = {}) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`, init);
  const heard: Record<string, unknown>[] = [];
  socket.on("message", (data) => heard.push(JSON.parse(String(data))));
  await once(socket, "message");
  const say = (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message));
  const next = async (n = 1) => {
    const sought = heard.length + n;
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(sought);
    return heard.slice(sought - n, sought);
  };
  return { socket, heard, say, next, [Symbol.dispose]: () => socket.terminate() };
}

const closed = async (socket: WebSocket) => (await once(socket, "close"))[0] as number;

describe("the live socket", () => {
  let homeops: HomeOps & { token: string };
  beforeAll(async () => {
    homeops = await startHomeOps({ capabilities: [room] });
  });
  afterAll(() => homeops[Symbol.asyncDispose]());

  const bearer = () => connected(homeops.url, { headers: { authorization: `Bearer ${homeops.token}` } });
  const refusedWith = async (headers: Record<string, string>) => {
    const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live`, { headers });
    const [, response] = await once(socket, "unexpected-response");
    response.resume();
    return response.statusCode;
  };
  const signedIn = async () => {
    const answer = await fetch(`${homeops.url}/api/session`, {
      method: "POST",
      body: JSON.stringify({ token: homeops.token }),
      headers: { "content-type": "application/json" },
    });
    return (answer.headers.get("set-cookie") ?? "").split(";")[0]!;
  };

  it("greets with its version and the contracts it speaks, then answers commands", async () => {
    using client = await bearer();
    expect(client.heard).toEqual([{ type: "hello", version: expect.any(String), schema: { min: 1, max: 1 } }]);
    client.say({ id: 7, type: "room/add", a: 4 });
    expect(await client.next()).toEqual([{ id: 7, type: "result", ok: true, result: { sum: 5 } }]);
    client.say({ id: 8, type: "room/add", input: { a: 4, id: 5 } });
    expect(await client.next()).toEqual([{ id: 8, type: "result", ok: true, result: { sum: 9 } }]);
  });

  it.each([
    ["an input that is wrong", { id: 1, type: "room/add", a: "x" }, 1, "bad_input"],
    ["a command that is none", { id: 2, type: "room/sing" }, 2, "unknown_command"],
    ["a feed that is none", { id: 3, type: "subscribe", feed: "room/songs" }, 3, "unknown_command"],
    ["a feed's wrong input", { id: 4, type: "subscribe", feed: "room/numbers", input: { from: "x" } }, 4, "bad_input"],
    ["the end of what never began", { id: 5, type: "unsubscribe", subscription: 77 }, 5, "unknown_subscription"],
    ["a message without an id", { type: "room/add", a: 1 }, null, "bad_message"],
    ["no JSON", "{", null, "bad_json"],
    ["deep JSON", "[".repeat(9_000) + "]".repeat(9_000), null, "bad_json"],
  ])("refuses %s and goes on", async (_, message, id, code) => {
    using client = await bearer();
    client.say(message);
    expect(await client.next()).toMatchObject([{ id, type: "result", ok: false, error: { code } }]);
    client.say({ id: 9, type: "room/add", a: 1 });
    expect(await client.next()).toMatchObject([{ id: 9, ok: true }]);
  });

  it("gives a snapshot, then what came while it was made, then every change, until the end", async () => {
    using client = await bearer();
    client.say({ id: 1, type: "subscribe", feed: "room/numbers", input: { from: 5 } });
    expect(await client.next(2)).toEqual([
      { id: 1, type: "snapshot", result: [{ n: 5 }] },
      { id: 1, type: "delta", result: [{ n: 6 }] },
    ]);
    tell({ n: 7 }, { n: 8 });
    expect(await client.next()).toEqual([{ id: 1, type: "delta", result: [{ n: 7 }, { n: 8 }] }]);
    client.say({ id: 1, type: "subscribe", feed: "room/numbers" });
    expect(await client.next()).toMatchObject([{ error: { code: "id_in_use" } }]);
    client.say({ id: 2, type: "unsubscribe", subscription: 1 });
    expect(await client.next()).toEqual([{ id: 2, type: "result", ok: true, result: null }]);
    await expect.poll(() => listeners.size).toBe(0);
  });

  it("ends the feeds of a client that goes away", async () => {
    using client = await bearer();
    client.say({ id: 1, type: "subscribe", feed: "room/numbers" });
    await client.next(2);
    expect(listeners.size).toBe(1);
    client.socket.terminate();
    await expect.poll(() => listeners.size).toBe(0);
  });

  it("admits by a first message with the token, and nobody without", async () => {
    using client = await connected(homeops.url);
    client.say({ type: "auth", token: homeops.token });
    expect(await client.next()).toEqual([{ type: "auth", ok: true }]);
    client.say({ id: 1, type: "room/add", a: 1 });
    expect(await client.next()).toMatchObject([{ ok: true }]);

    for (const message of [
      { type: "auth", token: "wrong" },
      { id: 1, type: "room/add", a: 1 },
    ]) {
      using stranger = await connected(homeops.url);
      stranger.say(message);
      expect(await closed(stranger.socket)).toBe(1008);
      expect(stranger.heard.at(-1)).toMatchObject({ type: "auth", ok: false });
    }
    expect(await refusedWith({ authorization: "Bearer wrong" })).toBe(401);
  });

  it("admits a signed-in browser from our own page only, and turns it out within a second of signing out", async () => {
    const cookie = await signedIn();
    expect(await refusedWith({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await refusedWith({ cookie })).toBe(403);
    using client = await connected(homeops.url, { headers: { cookie, origin: homeops.url } });
    client.say({ id: 1, type: "room/add", a: 1 });
    expect(await client.next()).toMatchObject([{ ok: true }]);

    const startedAt = performance.now();
    await fetch(`${homeops.url}/api/session`, { method: "DELETE", headers: { cookie, origin: homeops.url } });
    expect(await closed(client.socket)).toBe(1008);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await refusedWith({ cookie, origin: homeops.url })).toBe(401);
  });

  it("drops a reader that does not read, while the others go on", async () => {
    using stalled = await bearer();
    using reading = await bearer();
    for (const client of [stalled, reading]) client.say({ id: 1, type: "subscribe", feed: "room/numbers" });
    await Promise.all([stalled.next(2), reading.next(2)]);
    stalled.socket.pause();
    const text = "x".repeat(64 * 1024);
    for (let n = 0; n < 200; n++) {
      tell({ n, text });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await expect.poll(() => listeners.size).toBe(1);
    tell({ n: 1_000 });
    await expect.poll(() => JSON.stringify(reading.heard.at(-1))).toContain('"n":1000');
  });

  it("refuses a message over 1 MiB by ending that socket alone", async () => {
    using client = await bearer();
    client.say({ id: 1, type: "room/add", a: "x".repeat(1024 * 1024) });
    expect(await closed(client.socket)).toBe(1009);
  });
});
