import { unzipSync } from "fflate";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { startHomeOps } from "#server/testing.ts";
import type { AboutMe } from "./contract.ts";

const PATIENCE = { timeout: 30_000, interval: 250 };
const tracker = (name: string, state: string) => ({
  ...{ entity_id: `device_tracker.${name}`, name: `Phone of ${name}`, state },
  attributes: { latitude: 52.123456 },
});
const person = (name: string) => ({
  ...{ entity_id: `person.${name.toLowerCase()}`, name, state: "home" },
  attributes: { device_trackers: [`device_tracker.${name.toLowerCase()}`] },
});
const HOUSE = {
  entities: [
    ...[person("Anna"), person("Ben"), tracker("anna", "home"), tracker("ben", "home")],
    { entity_id: "zone.school", name: "School", state: "0", attributes: {} },
    { entity_id: "light.lamp", name: "Lamp", device: "d-lamp", state: "off" },
  ],
};

type Erased = { state: string; confirm: string | null; events: number; things: string[]; shared: string[] };

describe.each(engines)("what it knows about me, on %s", (engine) => {
  const stack = new AsyncDisposableStack();
  let home: Awaited<ReturnType<typeof startSmallHouse>>;
  let homeops: Awaited<ReturnType<typeof startHomeOps>>;
  const people: Record<string, string> = {}; // accounts by name
  beforeAll(async () => {
    home = stack.use(await startSmallHouse(HOUSE));
    homeops = stack.use(await startHomeOps({ engine }));
    await homeops.ask("connections/add", { url: home.url, token: home.token });
    await vi.waitUntil(async () => JSON.stringify(await homeops.ask("connections/list")).includes(`"live"`), PATIENCE);
    for (const [name, role] of [
      ["Anna", "admin"],
      ["Ben", "member"],
      ["Greta", "guest"],
    ] as const) {
      const entity_id = name === "Greta" ? undefined : `person.${name.toLowerCase()}`;
      const added = (await homeops.ask("people/add", { name, role, entity_id })) as { person: string };
      people[name] = added.person;
    }
    for (const where of ["Canary School", "home", "Canary School"]) {
      home.say("device_tracker.ben", where, { latitude: 52.987654 });
      home.say("person.ben", where);
    }
    home.say("device_tracker.anna", "Canary Office");
    home.say("light.lamp", "on");
    await vi.waitUntil(async () => (await states("Canary")) === 5, PATIENCE);
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  const ask = <T>(name: string, who: string, input: object = {}) =>
    homeops.ask(name, { ...input, ...(who !== "owner" && { as: { person: people[who] } }) }) as Promise<T>;
  const about = (who: string) => ask<AboutMe>("people/about-me", who);
  const states = async (like: string) =>
    (
      await homeops.world.db.row<{ n: number }>(sql`
        select count(*)::int as n from memory.event where state like ${`${like}%`}`)
    )?.n;
  const thing = (told: AboutMe, id: string) => told.things.find(({ entity_id }) => entity_id === id);

  it("shows each what is counted as theirs, and why", async () => {
    const told = await about("Ben");
    expect(told.you).toMatchObject({ name: "Ben", role: "member", entity_id: "person.ben", sees_all: false });
    expect(told.things.map(({ entity_id, why }) => [entity_id, why])).toEqual([
      ["person.ben", "self"],
      ["device_tracker.ben", "tracker"],
      ["zone.school", "place"],
    ]);
    expect(thing(told, "zone.school")?.also).toEqual(["Anna"]);
    const phone = thing(told, "device_tracker.ben");
    expect(phone).toMatchObject({ events: 4, area: null });
    expect(Date.parse(phone?.since ?? "")).toBeLessThan(Date.parse(phone?.last_at ?? ""));
    expect(told.kept).toContainEqual({ where: "events", count: 8, is_erased: true });
    expect(told.kept).toContainEqual({ where: "backups", count: null, is_erased: false });
    expect(JSON.stringify(told)).not.toContain("Canary");
  });

  it("says plainly to whom it knows nobody, and how that is mended", async () => {
    const guest = await about("Greta");
    expect(guest).toMatchObject({ you: { role: "guest", entity_id: null, may_change: false }, things: [] });
    expect(guest.advice).toMatch(/does not know who you are/);
    const owner = await about("owner");
    expect(owner).toMatchObject({ you: { sees_all: true, may_introduce: true, entity_id: null } });
    expect(owner.advice).toMatch(/people\/introduce/);
    for (const who of ["Greta", "owner"])
      await expect(ask("people/export-mine", who)).rejects.toMatchObject({ code: "not_introduced" });
    await expect(homeops.ask("people/about-me", { as: { speaker: true } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("tells who sees whom, as each allows it", async () => {
    await ask("people/allow", "Ben", { person: people.Anna, allowed: true });
    const seen = async (who: string, other: string) =>
      (await about(who)).people.find(({ person: one }) => one === people[other]);
    expect(await seen("Ben", "Anna")).toMatchObject({ sees_me: true, shows_me: false });
    expect(await seen("Anna", "Ben")).toMatchObject({ sees_me: false, shows_me: true });
    await ask("people/allow", "Ben", { person: people.Anna, allowed: false });
    expect(await seen("Anna", "Ben")).toMatchObject({ shows_me: false });
  });

  it("lists the notes of who asks, and of nobody else", async () => {
    await homeops.ask("memory/remember", { text: "the owner's own" });
    expect((await about("owner")).notes).toMatchObject({ count: 1, items: [{ text: "the owner's own" }] });
    expect((await about("Ben")).notes).toEqual({ count: 0, items: [] });
  });

  it("is taken along as one archive, with one's own movements and nobody else's", async () => {
    const { path, name, events } = await ask<{ path: string; name: string; events: number }>(
      "people/export-mine",
      "Ben",
    );
    expect(events).toBe(8);
    const file = await fetch(`${homeops.url}/${path}`, { headers: { authorization: `Bearer ${homeops.token}` } });
    expect(file.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
    expect(Object.keys(files)).toEqual(["movements.csv", "hours.csv", "notes.jsonl", "things.jsonl"]);
    const lines = Buffer.from(files["movements.csv"] ?? [])
      .toString()
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(1 + 8);
    expect(lines.join()).toContain("device_tracker.ben");
    expect(lines.join()).not.toMatch(/anna|Office|lamp/);
  });

  it("is erased only after a preview, which is good once and for whom it was made", async () => {
    await expect(ask("people/erase-mine", "Ben", { confirm: "guessed" })).rejects.toMatchObject({
      code: "not_previewed",
    });
    const future = { from: new Date(Date.now() + 60_000).toISOString() };
    await expect(ask("people/erase-mine", "Ben", future)).rejects.toMatchObject({ code: "bad_span" });
    const going = await ask<Erased>("people/erase-mine", "Ben");
    // how often others came into a zone is theirs: it goes, uncounted
    expect(going).toMatchObject({ state: "preview", events: 8, shared: ["zone.school"] });
    expect(await states("Canary School")).toBe(4);
    await expect(ask("people/erase-mine", "Anna", { confirm: going.confirm })).rejects.toMatchObject({
      code: "not_previewed",
    });
    expect(await ask("people/erase-mine", "Ben", { confirm: going.confirm })).toMatchObject({ state: "running" });
    await expect(ask("people/erase-mine", "Ben", { confirm: going.confirm })).rejects.toMatchObject({
      code: "not_previewed",
    });
    const errands = async () => ((await homeops.ask("system/status")) as { errands: object[] }).errands;
    await expect.poll(errands, PATIENCE).toEqual([]);
  });

  it("has then gone everywhere but at its end, and left a gap and a row of the trail", async () => {
    const { db } = homeops.world;
    expect(await states("Canary Office"), "nobody else's goes").toBe(1);
    const left = await db.rows<{ state: string; source: string }>(sql`
      select state, source
      from memory.event
      join house.entity on entity.id = event.entity_id
      where entity.entity_id in ('person.ben', 'device_tracker.ben')`);
    expect(left.filter(({ source }) => source !== "s")).toEqual([]); // how it is now is told as from now
    expect(left).toHaveLength(2);
    const zone = await db.rows(sql`
      select source
      from memory.event
      join house.entity on entity.id = event.entity_id
      where entity.entity_id = 'zone.school'`);
    expect(zone).toEqual([{ source: "s" }]);
    const told = await db.rows(sql`
      select sentence.text
      from memory.telling
      join memory.sentence on sentence.id = telling.sentence_id
      join house.entity on entity.id = sentence.entity_id
      where entity.entity_id = 'person.ben'`);
    expect(told.length).toBeLessThanOrEqual(1);
    const { gaps } = (await homeops.ask("system/status")) as { gaps: { reason: string; missing: string }[] };
    expect(gaps).toContainEqual(expect.objectContaining({ reason: "Forgotten, as the household wished" }));
    const deeds = await db.rows(sql`
      select success
      from home_assistant_audit_log
      where action = 'people/erase-mine' and user_id = ${people.Ben}::uuid and success`);
    expect(deeds).toHaveLength(2);
  });

  it("works with the API token once its owner is introduced", async () => {
    const { items } = (await homeops.ask("people/list")) as { items: { person: string; role: string }[] };
    const owner = items.find(({ role }) => role === "owner")?.person;
    await homeops.ask("people/introduce", { person: owner, entity_id: "person.anna" });
    const told = await about("owner");
    expect(told).toMatchObject({ advice: null, you: { entity_id: "person.anna" } });
    expect(thing(told, "device_tracker.anna")).toMatchObject({ why: "tracker" });
    expect(await ask("people/erase-mine", "owner")).toMatchObject({ state: "preview" });
  });
});
