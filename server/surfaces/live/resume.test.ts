import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { type Clock, systemClock } from "#server/clock.ts";
import { feed } from "#server/feed.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";

const PATIENCE = { timeout: 20_000 };

const listeners = new Set<(items: { n: number; text?: string }[]) => void>();
const tell = (...numbers: number[]) => {
  for (const send of listeners) send(numbers.map((n) => ({ n })));
};
const numbers = feed({
  name: "room/numbers",
  summary: "Numbers",
  scope: "server",
  input: z.strictObject({ of: z.string().default("all") }),
  item: z.object({ n: z.int(), text: z.string().optional() }),
  async open(_, __, send) {
    listeners.add(send);
    return { snapshot: [{ n: 0 }], close: () => void listeners.delete(send) };
  },
});

type Heard = { type: string; position: number; resume: string; result: { n: number }[] };

describe("a live feed after a break", () => {
  let homeops: HomeOps & { token: string };
  let aheadMs = 0;
  const clock: Clock = { ...systemClock, elapsed: () => performance.now() + aheadMs };
  beforeAll(async () => {
    homeops = await startHomeOps({ capabilities: [{ name: "room", feeds: [numbers] }], clock });
  });
  afterAll(() => homeops[Symbol.asyncDispose]());
  beforeEach(async () => {
    const left = () => {
      aheadMs += 61_000; // nobody comes back to what an earlier test left
      return listeners.size;
    };
    await expect.poll(left, { timeout: 20_000 }).toBe(0);
  });

  const bearer = () => ({ authorization: `Bearer ${homeops.token}` });
  async function subscribed(
    resume: unknown,
    {
      headers = bearer(),
      input = {},
      query = "",
    }: { headers?: Record<string, string>; input?: object; query?: string } = {},
  ) {
    const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live${query}`, { headers });
    const heard: Heard[] = [];
    await once(socket, "message");
    socket.on("message", (data) => heard.push(JSON.parse(String(data))));
    socket.send(JSON.stringify({ id: 1, type: "subscribe", feed: "room/numbers", input, resume }));
    await expect.poll(() => heard.length, PATIENCE).toBeGreaterThan(0);
    const [first] = heard as [Heard, ...Heard[]];
    return { socket, heard, first, [Symbol.dispose]: () => socket.terminate() };
  }
  const broken = async ({ socket }: { socket: WebSocket }) => {
    socket.terminate();
    await once(socket, "close");
  };

  it("gives what was missed, once and in order, and goes on from there", async () => {
    using before = await subscribed(true);
    expect(before.first).toMatchObject({ type: "snapshot", position: 0, resume: expect.any(String) });
    tell(1);
    tell(2, 3);
    await expect.poll(() => before.heard.length, PATIENCE).toBe(3);
    const { resume } = before.first;
    await broken(before);
    tell(4);
    tell(5);
    using after = await subscribed({ token: resume, position: 1 }); // the second delta was lost on its way
    expect(after.first).toEqual({
      id: 1,
      type: "resumed",
      position: 4,
      resume,
      result: [2, 3, 4, 5].map((n) => ({ n })),
    });
    tell(6);
    await expect
      .poll(() => after.heard.at(-1), PATIENCE)
      .toMatchObject({ type: "delta", position: 5, result: [{ n: 6 }] });
    expect(listeners.size).toBe(1);
  });

  it("goes on where the server has not noticed the break yet; the old socket hears no more", async () => {
    using before = await subscribed(true);
    using after = await subscribed({ token: before.first.resume, position: 0 });
    expect(after.first).toMatchObject({ type: "resumed", result: [] });
    tell(1);
    await expect.poll(() => after.heard.length, PATIENCE).toBe(2);
    await broken(before);
    tell(2);
    await expect.poll(() => after.heard.length, PATIENCE).toBe(3);
    expect(before.heard.length).toBe(1);
  });

  it("begins with a snapshot where too much was missed, too long ago, by another, of something else, or never", async () => {
    const left = async () => {
      using before = await subscribed(true);
      await broken(before);
      return { token: before.first.resume, position: 0 };
    };
    const much = await left();
    for (let n = 0; n < 1_100; n++) tell(n);
    using one = await subscribed(much);
    expect(one.first).toMatchObject({ type: "snapshot", result: [{ n: 0 }] });

    const late = await left();
    aheadMs += 61_000;
    await expect.poll(() => listeners.size, PATIENCE).toBe(1);
    using two = await subscribed(late);
    const mine = await left();
    using three = await subscribed(mine, { input: { of: "others" } });
    using four = await subscribed({ token: "made up", position: 0 });
    using five = await subscribed({ token: mine.token, position: 99 });
    for (const { first } of [two, three, four, five]) expect(first).toMatchObject({ type: "snapshot", position: 0 });
  });

  it("is closed at once where nobody may come back", async () => {
    using before = await subscribed(undefined);
    expect(before.first).not.toHaveProperty("resume");
    await broken(before);
    await expect.poll(() => listeners.size, PATIENCE).toBe(0);
  });

  it("opens one socket with a ticket, for half a minute, without cookie or header", async () => {
    const ticket = async () => {
      const answer = await fetch(`${homeops.url}/api/live/ticket`, { method: "POST", headers: bearer() });
      return ((await answer.json()) as { ticket: string }).ticket;
    };
    const refused = async (query: string) => {
      const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live${query}`);
      const [, response] = await once(socket, "unexpected-response");
      response.resume();
      return response.statusCode;
    };
    const used = `?ticket=${await ticket()}`;
    using client = await subscribed(undefined, { headers: {}, query: used });
    expect(client.first.type).toBe("snapshot");
    expect(await refused(used)).toBe(401);
    const late = `?ticket=${await ticket()}`;
    aheadMs += 30_001;
    expect(await refused(late)).toBe(401);
    expect(await refused("?ticket=guess")).toBe(401);
    expect((await fetch(`${homeops.url}/api/live/ticket`, { method: "POST" })).status).toBe(401);
  });
});
