import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { enter, startSmallHouse, TestClient } from "./testing.ts";

describe("a link that fails", () => {
  it("cuts off a client that lets 4,096 messages wait", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("subscribe_events");
    for (let i = 0; i < 4095; i++) demo.fire("drop", { i });
    expect(demo.clients).toBe(1);
    demo.fire("drop", { i: 4095 });
    await client.closed;
    expect(client.events(1)).toEqual([]);
  });

  it("gathers messages into one frame for a client that asks for it", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("supported_features", { features: { coalesce_messages: 1 } });
    await client.result("subscribe_events");
    let frames = 0;
    client.socket.on("message", () => frames++);
    for (let i = 0; i < 1000; i++) demo.fire("drop", { i });
    await client.ask("ping");
    expect(client.events(2)).toHaveLength(1000);
    expect(frames).toBeLessThan(10);
  });

  it("may be cut off, and the home goes on", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    demo.cutOff();
    await client.closed;
    await using again = await enter(demo);
    expect(await again.result("get_states")).toHaveLength(5);
  });

  it("may be half open: nothing comes, nothing is refused, and afterwards the old link is gone", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    await client.result("subscribe_events");
    demo.pause();
    demo.fire("drop");
    client.send({ id: 2, type: "ping" });
    await using late = new TestClient(demo);
    await pause(100);
    expect([client.heard.length, late.heard.length, client.socket.readyState]).toEqual([3, 0, client.socket.OPEN]);
    demo.resume();
    await Promise.all([client.closed, late.closed]);
    await using again = await enter(demo);
    expect(await again.ask("ping")).toMatchObject({ type: "pong" });
  });

  it("may carry what is no message", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    const raw = new Promise((resolve) =>
      client.socket.removeAllListeners("message").on("message", (frame) => resolve(String(frame))),
    );
    demo.sendRaw("{half a mess");
    expect(await raw).toBe("{half a mess");
  });
});
