import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { Asker, Command } from "#server/command.ts";
import type { HomeOps } from "#server/homeops.ts";
import { Refusal } from "#server/refusal.ts";
import { addMember, addPerson } from "#server/store/people/people.ts";
import { startHomeOps } from "#server/testing.ts";
import type { As } from "./asker.ts";
import { type Dispatch, dispatcher } from "./dispatch.ts";
import { SPAN, TELLING } from "./law-asks-testing.ts";
import { type LawHome, lawHome } from "./law-testing.ts";
import { trail } from "./trail.ts";

const USERS = { anna: "a".repeat(32), ben: "b".repeat(32), greta: "c".repeat(32) };
const OWNER: Asker = { kind: "owner" };
const commands: ReadonlyMap<string, Command> = new Map(
  capabilities.flatMap(({ commands = [] }) => commands.map((it) => [it.name, it])),
);

describe.each(engines)("who asks through a token on %s", (engine) => {
  let db: Database;
  let home: LawHome;
  let folder: AsyncDisposable & { path: string };
  let dispatch: Dispatch;
  const askers = new Map<string, Asker>(); // by user of Home Assistant
  const keys: Record<string, number> = {};
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await lawHome(db);
    const guest = await addPerson(db, "Greta");
    await addMember(db, { home: home.home, person: guest, role: "guest" });
    askers.set(USERS.anna, { kind: "person", personId: home.anna.personId, atMost: "member" });
    askers.set(USERS.ben, home.ben);
    askers.set(USERS.greta, { kind: "person", personId: guest, atMost: "member" });
    const users = { asker: async ({ id }: { id: string }) => askers.get(id) ?? ({ kind: "nobody" } as const) };
    folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-spoken-for-"));
    const world = { ...home.world, options: { ...home.world.options, dataFolder: folder.path } };
    dispatch = dispatcher({ world, capabilities, onTrail: trail(world), users });
    for (const id of ["cover.garage_door", "person.anna", "light.attic"]) keys[id] = await home.entity(id);
    keys.change = home.change;
  }, 120_000);
  afterAll(async () => {
    await db[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  type Way = { asker: Asker; as?: As; isGoBetween?: boolean; body?: object };
  /** What is answered, refusals included, without what differs from one moment to the next. */
  const said = async (name: string, { body, ...caller }: Way) => {
    const asked = dispatch.run(name, body ?? {}, { ...caller, requestId: "r", from: {} });
    const answer = await asked.catch((error: unknown) => {
      if (error instanceof Refusal) return [error.code, error.message];
      throw error;
    });
    if (name.startsWith("audit/")) return Array.isArray(answer) ? JSON.stringify(answer) : "told"; // each asking is a row more
    const isDeed = ["write", "own"].includes(commands.get(name)?.access ?? "read");
    if (isDeed && !Array.isArray(answer)) return "done"; // a second time it may find it done, or have another ticket
    return JSON.stringify(answer).replaceAll(/"(uptime_s|asked_at|bytes|disk_free_bytes)":[^,}]+/g, "");
  };
  const speaker: As = { speaker: true };
  /** By themselves, and as the API token and the integration's say it. */
  const ways = (input: object): [string, Way, Way[]][] => {
    const through = (as: As): Way[] =>
      [true, false].map((isGoBetween) => ({ asker: OWNER, as, isGoBetween, body: input }));
    const persons = Object.entries(USERS).map(
      ([name, user]) => [name, { asker: askers.get(user)!, body: input }, through({ user })] as [string, Way, Way[]],
    );
    return [...persons, ["speaker", { asker: OWNER, body: { ...input, as: speaker } }, through(speaker)]];
  };

  it.each([...commands.keys()])(
    "%s answers a member, an admin, a guest and a speaker as it does directly",
    async (name) => {
      for (const input of TELLING[name]?.asks(home, keys) ?? [{}])
        for (const [who, directly, through] of ways(input)) {
          const expected = await said(name, directly);
          for (const way of through) expect(await said(name, way), `${name} for ${who}`).toBe(expected);
        }
    },
  );

  it("tells each what is theirs", async () => {
    const body = { query: "canary school" };
    const to = (user: string) => said("memory/search", { asker: OWNER, as: { user }, body });
    expect(await to(USERS.anna)).toContain("Canary School");
    for (const user of [USERS.ben, USERS.greta]) expect(await to(user)).not.toContain("Canary School");
  });

  it("gives the live timeline to each as it does directly", async () => {
    const first = async ({ body, ...caller }: Way) => {
      const ask = { name: "memory/timeline", body, caller: { ...caller, requestId: "r", from: {} } };
      const opened = await dispatch.open(ask, () => {});
      await opened.close();
      return JSON.stringify(opened.snapshot);
    };
    const told = new Set<string>();
    for (const [who, directly, through] of ways({ ...SPAN, limit: 500 })) {
      const expected = await first(directly);
      told.add(expected);
      for (const way of through) expect(await first(way), who).toBe(expected);
    }
    expect(told.size).toBeGreaterThanOrEqual(3); // Anna's, everybody's, a speaker's
  });

  it("lets whom a token speaks for narrow further, and never widen", async () => {
    const way = { asker: OWNER, as: { user: USERS.ben } };
    expect(await said("house/entities", { ...way, body: { as: { nobody: true } } })).toContain('"items":[]');
    for (const as of [{ user: USERS.anna }, { person: home.anna.personId }])
      expect(await said("house/entities", { ...way, body: { as } })).toContain("forbidden");
    const asSpeaker = { asker: OWNER, as: speaker, body: { as: { user: USERS.anna } } };
    expect(await said("house/entities", asSpeaker)).toContain("forbidden");
  });
});

describe("X-HomeOps-User", () => {
  let homeops: HomeOps & { token: string };
  beforeAll(async () => {
    homeops = await startHomeOps();
  });
  afterAll(() => homeops[Symbol.asyncDispose]());

  const bearer = () => ({ authorization: `Bearer ${homeops.token}` });
  const asked = async (path: string, headers: Record<string, string>, body: object = {}) => {
    const json = { "content-type": "application/json", ...headers };
    const init = { method: "POST", body: JSON.stringify(body), headers: json };
    const answer = await fetch(homeops.url + path, path.startsWith("/api") ? init : { headers });
    return [answer.status, await answer.text()] as const;
  };
  const cookie = async () => {
    const body = JSON.stringify({ token: homeops.token });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${homeops.url}/api/session`, { method: "POST", body, headers });
    return { cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "", origin: homeops.url };
  };

  it("makes the asker a speaker, who may not change anything", async () => {
    expect(await asked("/api/memory/cap", bearer())).not.toMatchObject([403, expect.anything()]);
    for (const said of ["speaker", "nobody"]) {
      const headers = { ...bearer(), "x-homeops-user": said };
      expect((await asked("/api/memory/cap", headers))[0], said).toBe(403);
      expect((await asked("/metrics", headers))[0], said).toBe(403);
    }
    expect((await asked("/metrics", bearer()))[0]).toBe(200);
  });

  it("leaves `as` in a body what it was, also beside the header", async () => {
    const as = { speaker: true };
    expect((await asked("/api/memory/cap", bearer(), { as }))[0]).toBe(403);
    const nobody = { ...bearer(), "x-homeops-user": "nobody" };
    expect((await asked("/api/memory/timeline", nobody, { as }))[0]).toBe(403); // a speaker is told more than nobody
  });

  it.each(["root", "", "A".repeat(32), `${"a".repeat(32)}, ${"a".repeat(32)}`, "speaker, speaker"])(
    "is refused where it says %j",
    async (said) => {
      const [status, text] = await asked("/api/system/status", { ...bearer(), "x-homeops-user": said });
      expect([status, text]).toEqual([400, expect.stringContaining("32 hexadecimal digits")]);
    },
  );

  it("is for tokens alone: a browser that signed in is refused, whomever it names", async () => {
    const signedIn = await cookie();
    expect((await asked("/api/system/status", signedIn))[0]).toBe(200);
    for (const said of [USERS.anna, "speaker", "root", ""])
      expect(await asked("/api/system/status", { ...signedIn, "x-homeops-user": said })).toEqual([
        403,
        expect.stringContaining("Only a token may ask for others"),
      ]);
    expect((await asked("/api/system/status", { "x-homeops-user": "speaker" }))[0]).toBe(401);
  });

  const opened = async (headers: Record<string, string>) => {
    const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live`, { headers });
    const heard: { id?: number; error?: { code: string } }[] = [];
    socket.on("message", (data) => heard.push(JSON.parse(String(data))));
    socket.on("error", () => {});
    const refused = once(socket, "unexpected-response").then(([, response]) => response.statusCode as number);
    const status = await Promise.race([refused, once(socket, "open").then(() => 101)]);
    return { socket, heard, status, [Symbol.dispose]: () => socket.terminate() };
  };

  it("holds for all that is asked on one live socket", async () => {
    using line = await opened({ ...bearer(), "x-homeops-user": "speaker" });
    line.socket.send(JSON.stringify({ id: 1, type: "memory/cap" }));
    line.socket.send(JSON.stringify({ id: 2, type: "subscribe", feed: "system/status" }));
    await expect.poll(() => line.heard.filter(({ id }) => id !== undefined).length).toBe(2);
    expect(line.heard.slice(1).map(({ error }) => error?.code)).toEqual(["forbidden", "forbidden"]);
    for (const headers of [{ "x-homeops-user": "speaker" }, { ...(await cookie()), "x-homeops-user": "speaker" }]) {
      using other = await opened(headers);
      expect(other.status).toBe(403);
    }
  });
});
