import { once } from "node:events";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { engines } from "#db/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { addHome, addMember, addPerson, ensureOwner } from "#server/store/people/people.ts";
import { startHomeOps } from "#server/testing.ts";

type Made = { token: number; secret: string; expires_at: string | null };
type Listed = {
  items: { token: number; name: string; person_name: string; is_mine: boolean; last_used_on: string | null }[];
};

describe.each(engines)("tokens that people make, on %s", (engine) => {
  let homeops: HomeOps & { token: string };
  const logged: string[] = [];
  const homes: number[] = [];
  const people: Record<string, string> = {};
  beforeAll(async () => {
    homeops = await startHomeOps({ engine, log: jsonLog("debug", { write: (line) => void logged.push(line) }) });
    const { db } = homeops.world;
    const owner = await ensureOwner(db);
    homes.push(await addHome(db, { owner, name: "House" }), await addHome(db, { owner, name: "Cabin" }));
    for (const [name, role] of [
      ["Anna", "admin"],
      ["Ben", "member"],
    ] as const) {
      people[name] = await addPerson(db, name);
      await addMember(db, { home: homes[0] ?? 0, person: people[name], role });
    }
  }, 120_000);
  afterAll(() => homeops[Symbol.asyncDispose]());

  const ask = async (name: string, input: object, token = homeops.token) => {
    const answer = await fetch(`${homeops.url}/api/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const body = (await answer.json()) as Record<string, unknown> & { error?: { code: string; message: string } };
    return { status: answer.status, body, code: body.error?.code, message: body.error?.message };
  };
  const make = async (wish: object, who?: string): Promise<Made> => {
    const as = who ? { as: { person: people[who] } } : {};
    const { body } = await ask("tokens/create", { name: "test", scopes: ["read"], home: homes[0], ...wish, ...as });
    return body as Made;
  };
  const told = async (who?: string) =>
    (await ask("tokens/list", { home: homes[0], ...(who && { as: { person: people[who] } }) })).body as Listed;

  it("is 256 random bits, shown once, and kept as a hash that opens nothing", async () => {
    const { token, secret, expires_at } = await make({ name: "Grafana" }, "Anna");
    expect(secret).toMatch(/^hop_[A-Za-z0-9_-]{43}$/);
    expect(Date.parse(expires_at ?? "") - Date.now()).toBeGreaterThan(89 * 86_400_000);
    const { items } = await told("Anna");
    expect(items.find((it) => it.token === token)).toMatchObject({
      name: "Grafana",
      person_name: "Anna",
      is_mine: true,
    });
    const rows = await homeops.world.db.rows(sql`select token.*, encode(hash, 'hex') as hash from people.token`);
    expect(JSON.stringify([rows, items])).not.toContain(secret.slice(4));
    const { hash } = rows.at(-1) as { hash: string };
    expect((await ask("house/entities", {}, hash)).status).toBe(401);
  });

  it("reaches what its scopes, rooms and homes say, and answers the rest with a sentence", async () => {
    const reading = await make({}, "Anna");
    expect((await ask("house/entities", {}, reading.secret)).status).toBe(200);
    expect(await ask("memory/remember", { text: "hello" }, reading.secret)).toMatchObject({
      status: 403,
      code: "beyond_token",
      message: "This token lacks the scope `add`; make one that has it with tokens/create",
    });
    expect(await ask("people/add", { name: "Carla" }, reading.secret)).toMatchObject({
      status: 403,
      code: "beyond_token",
    });
    const narrow = await make({ rooms: ["findings"] }, "Anna");
    expect((await ask("findings/list", {}, narrow.secret)).status).toBe(200);
    expect((await ask("house/entities", {}, narrow.secret)).message).toMatch(/^This token is for findings only/);
    const cabin = await make({ homes: [homes[1]] });
    expect((await ask("house/entities", { home: homes[0] }, cabin.secret)).message).toMatch(/does not reach home/);
    expect((await ask("house/entities", {}, cabin.secret)).status).toBe(200);
    expect((await ask("system/status", {}, cabin.secret)).status).toBe(403);
  });

  it("is capped by what its person may, whatever its scopes", async () => {
    const all = ["read", "add", "own", "write"];
    const [anna, ben] = [await make({ scopes: all }, "Anna"), await make({ scopes: all }, "Ben")];
    expect((await ask("people/add", { name: "Carla" }, anna.secret)).status).toBe(200);
    expect(await ask("people/add", { name: "Dora" }, ben.secret)).toMatchObject({ status: 403, code: "forbidden" });
    expect((await ask("house/entities", { home: homes[1] }, anna.secret)).status).toBe(404);
    expect((await ask("house/entities", { as: { person: people.Ben } }, anna.secret)).status).toBe(403);
  });

  it("makes and lists no tokens itself", async () => {
    const { secret } = await make({ scopes: ["own", "read"] }, "Anna");
    for (const name of ["tokens/create", "tokens/list", "tokens/revoke"])
      expect(await ask(name, {}, secret), name).toMatchObject({ status: 403, code: "beyond_token" });
  });

  it("is listed and revoked by its person, and by admins of the home; by nobody else", async () => {
    const [ofAnna, ofBen] = [await make({}, "Anna"), await make({}, "Ben")];
    const seen = async (who: string) => (await told(who)).items.map(({ token }) => token);
    expect(await seen("Anna")).toEqual(expect.arrayContaining([ofAnna.token, ofBen.token]));
    expect(await seen("Ben")).not.toContain(ofAnna.token);
    const revoke = (token: number, who: string) =>
      ask("tokens/revoke", { token, home: homes[0], as: { person: people[who] } });
    expect(await revoke(ofAnna.token, "Ben")).toMatchObject({ status: 404, code: "unknown_token" });
    expect(await revoke(ofBen.token, "Anna")).toMatchObject({ status: 200 });
    expect((await ask("house/entities", {}, ofBen.secret)).status).toBe(401);
    expect((await ask("house/entities", {}, ofAnna.secret)).status).toBe(200);
  });

  it("ends at its time, never where that was said, and notes the day of its last use", async () => {
    const [ends, stays] = [await make({ days: 1 }, "Anna"), await make({ days: null }, "Anna")];
    expect(stays.expires_at).toBeNull();
    await homeops.world.db.run(
      sql`update people.token set expires_at = now() - interval '1 minute' where id = ${ends.token}`,
    );
    expect((await ask("house/entities", {}, ends.secret)).status).toBe(401);
    expect((await ask("house/entities", {}, stays.secret)).status).toBe(200);
    const day = async () => (await told("Anna")).items.find(({ token }) => token === stays.token)?.last_used_on;
    await expect.poll(day).toBe(new Date().toISOString().slice(0, 10));
  });

  it("opens the live socket by header or by its first message, which closes within a second of being revoked", async () => {
    const opened = async (init: { headers?: Record<string, string> }, first: object) => {
      const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live`, init);
      const heard: Record<string, unknown>[] = [];
      socket.on("message", (data) => heard.push(JSON.parse(String(data))));
      await once(socket, "open");
      socket.send(JSON.stringify(first));
      socket.send(JSON.stringify({ id: 7, type: "house/entities" }));
      await expect.poll(() => heard.find(({ id }) => id === 7)).toMatchObject({ ok: true });
      return socket;
    };
    const { token, secret } = await make({}, "Anna");
    const sockets = [
      await opened({ headers: { authorization: `Bearer ${secret}` } }, { id: 6, type: "house/search", query: "x" }),
      await opened({}, { type: "auth", token: secret }),
    ];
    const closing = sockets.map(async (socket) => (await once(socket, "close"))[0] as number);
    const revokedAt = performance.now();
    await ask("tokens/revoke", { token, home: homes[0] });
    expect(await Promise.all(closing)).toEqual([1008, 1008]);
    expect(performance.now() - revokedAt).toBeLessThan(1_500); // 1 s, and half of one for a busy machine
  });

  it("stands in no log and in no row of the trail", async () => {
    const { secret } = await make({}, "Anna");
    await ask("house/entities", {}, secret);
    await ask("house/nothing", {}, secret);
    const trail = await homeops.world.db.rows(sql`select * from home_assistant_audit_log`);
    expect(JSON.stringify([trail, logged])).not.toContain("hop_");
    expect(trail.length).toBeGreaterThan(0);
  });
});
