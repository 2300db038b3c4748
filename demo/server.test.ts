import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { enter, startSmallHouse, TestClient } from "./testing.ts";

describe("a client that comes in", () => {
  it("is greeted, shows its token, and is told the version", async () => {
    await using demo = await startSmallHouse();
    await using client = new TestClient(demo);
    expect(await client.hear(({ type }) => type === "auth_required")).toEqual({
      type: "auth_required",
      ha_version: "2026.11.0",
    });
    client.send({ type: "auth", access_token: demo.token });
    expect(await client.hear(({ type }) => type === "auth_ok")).toEqual({ type: "auth_ok", ha_version: "2026.11.0" });
  });

  it.each([
    [{ type: "auth", access_token: "wrong" }, "Invalid access token or password"],
    [{ type: "get_states" }, expect.stringMatching(/^Auth message incorrectly formatted: /)],
  ])("is turned away with %j", async (said, message) => {
    await using demo = await startSmallHouse();
    await using client = new TestClient(demo);
    await once(client.socket, "open");
    client.send(said);
    expect(await client.hear(({ type }) => type === "auth_invalid")).toEqual({ type: "auth_invalid", message });
    await client.closed;
  });

  it("is put out when its token is revoked, and comes in with a new one", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    demo.refuseToken();
    await client.closed;
    demo.acceptToken("a-new-token");
    await using again = await enter(demo, "a-new-token");
    expect(await again.result("auth/current_user")).toMatchObject({ name: "HomeOps", is_admin: true });
  });
});

describe("a command", () => {
  it.each([
    [{ type: "get_states" }, 0, "invalid_format", "Message incorrectly formatted."],
    [{ id: "7", type: "get_states" }, "7", "invalid_format", "Message incorrectly formatted."],
    [{ id: 7, type: "cook" }, 7, "unknown_command", "Unknown command."],
    [
      { id: 7, type: "get_states", all: 1 },
      7,
      "invalid_format",
      "extra keys not allowed. Got {'id': 7, 'type': 'get_states', 'all': 1}",
    ],
    [
      { id: 7, type: "config/entity_registry/get" },
      7,
      "invalid_format",
      "required key not provided at 'entity_id'. Got None",
    ],
    [{ id: 7, type: "config/entity_registry/get", entity_id: "light.x" }, 7, "not_found", "Entity not found"],
  ])("that is wrong is answered with why: %j", async (said, id, code, message) => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    client.send(said);
    expect(await client.hear(({ type }) => type === "result")).toEqual({
      id,
      type: "result",
      success: false,
      error: { code, message },
    });
  });

  it("needs an id higher than the last", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    client.send({ id: 5, type: "ping" });
    client.send({ id: 5, type: "get_states" });
    expect(await client.hear(({ type }) => type === "pong")).toEqual({ id: 5, type: "pong" });
    expect(await client.hear(({ type }) => type === "result")).toMatchObject({ id: 5, error: { code: "id_reuse" } });
  });

  it("for administrators is refused to others", async () => {
    await using demo = await startSmallHouse();
    demo.acceptToken("ben", "u-ben");
    await using client = await enter(demo, "ben");
    expect(await client.ask("subscribe_events")).toMatchObject({
      error: { code: "unauthorized", message: "Unauthorized" },
    });
    expect(await client.ask("config/auth/list")).toMatchObject({ error: { code: "unauthorized" } });
    expect(await client.ask("subscribe_events", { event_type: "state_changed" })).toMatchObject({ success: true });
  });

  it("that is no JSON ends the connection without a word", async () => {
    await using demo = await startSmallHouse();
    await using client = await enter(demo);
    client.send("{oops");
    await client.closed;
  });
});

describe("plain HTTP", () => {
  it("answers who shows a token, and nobody else", async () => {
    await using demo = await startSmallHouse();
    const get = (path: string, token: string) =>
      fetch(`${demo.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await get("/api/", demo.token)).json()).toEqual({ message: "API running." });
    expect((await get("/api/", "wrong")).status).toBe(401);
    expect((await fetch(`${demo.url}/manifest.json`)).status).toBe(200);
  });
});
