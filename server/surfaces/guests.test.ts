import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { Asker } from "#server/command.ts";
import { addMember, addPerson } from "#server/store/people/people.ts";
import { type Dispatch, dispatcher } from "./dispatch.ts";
import { SPAN, TELLING } from "./law-asks-testing.ts";
import { type LawHome, lawHome } from "./law-testing.ts";
import { trail } from "./trail.ts";

/** What the rules themselves ask, by numbers of entities: whose movements tell what. */
const RULES = ["people.movement", "people.self", "people.allowed"];
/** A row of their own: the home with its name, and themselves. */
const OWN = ["door.home_dashboard_summary", "door.home_members"];
const HALL = ["light.hall", "lock.front_door"];

describe.each(engines)("a guest on %s", (engine) => {
  let db: Database;
  let home: LawHome;
  let dispatch: Dispatch;
  let guest: Asker & { personId: string };
  let tables: string[];
  const ids: Record<string, number> = {};
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await lawHome(db);
    dispatch = dispatcher({ world: home.world, capabilities, onTrail: trail(home.world) });
    guest = { kind: "person", personId: await addPerson(db, "Gus") };
    await addMember(db, { home: home.home, person: guest.personId, role: "guest" });
    for (const id of [...HALL, "light.attic", "sensor.safe"]) ids[id] = await home.entity(id);
    for (const id of ["light.hall", "light.attic"])
      await db.run(sql`
        insert into ledger.finding (home_id, check_name, subject_kind, subject, severity, evidence, mentions, since, opened_at)
        values (${home.home}, 'stuck', 'entity', ${String(ids[id])}, 'warning', '{}', array[${ids[id]}::int], now(), now())`);
    const all = await db.owner.rows<{ name: string }>(sql`
      select c.oid::regclass::text as name
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attname = 'home_id' and not a.attisdropped
      where c.relkind in ('r', 'p', 'v') and not c.relispartition and c.relname <> 'member'
        and has_table_privilege('homeops_person', c.oid, 'select')
      order by name`);
    tables = all.map(({ name }) => name);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const run = (name: string, input: object, asker: Asker = guest) =>
    dispatch.run(name, input, { asker, requestId: "r", from: {} });
  const choose = (areas: string[]) =>
    run("people/guest-rooms", { person: guest.personId, areas, home: home.home }, { kind: "owner" });
  const seenIn = async (name: string, person: string) =>
    (await db.as(person).row<{ n: number }>(sql`select count(*)::int as n from ${raw(name)}`))?.n ?? 0;

  it("sees no row of any table while no room is chosen, and of the home its name", async () => {
    await choose([]);
    expect(tables.length).toBeGreaterThan(60);
    let toOthers = 0;
    const seen: Record<string, number> = {};
    for (const name of tables) {
      if ((await seenIn(name, home.ben.personId)) > 0) toOthers++;
      if (!RULES.includes(name)) seen[name] = await seenIn(name, guest.personId);
    }
    expect(Object.fromEntries(Object.entries(seen).filter(([, n]) => n > 0))).toEqual(
      Object.fromEntries(OWN.map((name) => [name, 1])),
    );
    expect(toOthers).toBeGreaterThan(15);
    expect(await db.as(guest.personId).rows(sql`select id from people.home`)).toEqual([{ id: home.home }]);
    expect(await seenIn("home_assistant_events", guest.personId)).toBe(0);
    expect(
      await seenIn(`memory.events_between(${home.home}, '${SPAN.from}', '${SPAN.to}', null)`, guest.personId),
    ).toBe(0);
    expect(await run("memory/timeline", { ...SPAN, limit: 500 })).toMatchObject({ items: [] });
    expect(await run("house/entities", {})).toMatchObject({ items: [] });
  });

  it("sees what stands in the rooms that were chosen, and what happened there; of nothing else", async () => {
    await choose(["Hall"]);
    const shown = async (name: string, input: object) => {
      const { items } = (await run(name, input)) as { items: { entity_id?: string; id?: string }[] };
      return [...new Set(items.map(({ entity_id, id }) => entity_id ?? id))].sort();
    };
    expect(await shown("house/entities", {})).toEqual(HALL);
    expect(await shown("memory/timeline", { ...SPAN, limit: 500 })).toEqual(HALL);
    for (const query of ["lamp", "front door", "safe", "anna"])
      for (const id of await shown("memory/search", { query })) expect(HALL, query).toContain(id);
    expect(await shown("house/search", { query: "lamp" })).toEqual(["light.hall"]);
    const found = (await run("findings/list", {})) as { items: { subject: object }[] };
    expect(found.items).toHaveLength(1);
    await expect(run("series/chart", { entity_id: "sensor.safe", ...SPAN })).rejects.toMatchObject({ status: 404 });
    const rows = await db
      .as(guest.personId)
      .rows<{ entity_id: string; attributes: unknown }>(
        sql`select distinct entity_id, attributes from home_assistant_events order by entity_id`,
      );
    expect(rows).toEqual(HALL.map((entity_id) => ({ entity_id, attributes: null })));
  });

  it("is told of nothing else by any command, and may ask those for guests alone", async () => {
    await choose(["Hall"]);
    const keys = { ...ids, finding: home.finding, change: home.change, "cover.garage_door": ids["sensor.safe"] ?? 0 };
    const answered: string[] = [];
    for (const [name, { asks }] of Object.entries(TELLING))
      for (const input of asks(home, keys)) {
        const told = await run(name, input).then(JSON.stringify, (error: { status: number }) => error.status);
        if (typeof told === "number") expect([400, 403, 404], name).toContain(told);
        else answered.push(name);
        expect(String(told), name).not.toMatch(/Canary|Garage|Attic|Safe|Anna|Ben|person\.|device_tracker|welcome/);
      }
    expect([...new Set(answered)].sort()).toEqual([
      ...["findings/list", "house/devices", "house/entities", "house/search"],
      ...["memory/count", "memory/search", "memory/timeline", "people/about-me"],
    ]);
    await expect(run("house/entities", { as: { speaker: true } })).rejects.toMatchObject({ status: 403 });
    await expect(run("people/list", {})).rejects.toMatchObject({ code: "forbidden", status: 403 });
  });

  it("sees no room that is somebody's own, although it was chosen", async () => {
    await choose(["Hall", "Attic"]);
    const lit = async () =>
      (await run("memory/timeline", { ...SPAN, entities: ["light.attic"] })) as { items: object[] };
    expect((await lit()).items).toHaveLength(1);
    const attic = { kind: "area", value: "Attic", person: home.anna.personId, home: home.home };
    await run("people/private", { ...attic, private: true }, { kind: "owner" });
    expect((await lit()).items).toEqual([]);
    await run("people/private", { ...attic, private: false }, { kind: "owner" });
  });

  it("follows live what happens in the rooms that are chosen", async () => {
    await choose(["Hall"]);
    const feed = await dispatch.open(
      { name: "memory/timeline", body: { ...SPAN, limit: 500 }, caller: { asker: guest, requestId: "r", from: {} } },
      () => {},
    );
    await feed.close();
    const seen = (feed.snapshot as { entity_id: string }[]).map(({ entity_id }) => entity_id);
    expect([...new Set(seen)].sort()).toEqual(HALL);
    await expect(
      dispatch.open({ name: "alerts/list", body: {}, caller: { asker: guest, requestId: "r", from: {} } }, () => {}),
    ).rejects.toMatchObject({ status: 403 });
  });

  it("gets rooms from who administers the home, of areas that there are; and is no guest once their role is another", async () => {
    const wish = { person: guest.personId, areas: ["Hall"], home: home.home };
    for (const asker of [guest, home.anna])
      await expect(run("people/guest-rooms", wish, asker)).rejects.toMatchObject({ status: 403 });
    await run("people/guest-rooms", wish, home.ben);
    await expect(run("people/guest-rooms", { ...wish, areas: ["Moon"] }, home.ben)).rejects.toMatchObject({
      code: "unknown_area",
    });
    await expect(run("people/guest-rooms", { ...wish, person: home.anna.personId }, home.ben)).rejects.toMatchObject({
      code: "no_guest",
    });
    const { items } = (await run("people/list", {}, home.ben)) as { items: { name: string; areas: unknown }[] };
    expect(items.map(({ name, areas }) => [name, areas])).toContainEqual(["Gus", ["Hall"]]);
    await run("people/role", { person: guest.personId, role: "member" }, home.ben);
    expect(await seenIn("house.entity", guest.personId)).toBe(await seenIn("house.entity", home.ben.personId));
    await run("people/role", { person: guest.personId, role: "guest" }, home.ben);
  });
});
