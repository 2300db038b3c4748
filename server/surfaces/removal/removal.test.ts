import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { addHome, addMember, addPerson, ensureOwner } from "#server/store/people/people.ts";
import { startHomeOps } from "#server/testing.ts";
import type { Removal } from "./contract.ts";
import { runRemovals } from "./run-removals.ts";

const PATIENCE = { timeout: 30_000, interval: 100 };

describe.each(engines)("removing people and homes, on %s", (engine) => {
  let homeops: HomeOps & { token: string };
  let homes: number[];
  const people: Record<string, string> = {};
  beforeAll(async () => {
    homeops = await startHomeOps({ engine });
    const { db } = homeops.world;
    const owner = await ensureOwner(db);
    homes = [await addHome(db, { owner, name: "House" }), await addHome(db, { owner, name: "Cabin" })];
    await db.rows(sql`select memory.make_day('2026-11-20'), memory.make_day('2026-11-21')`);
    for (const home of homes) await fill(home);
    for (const [name, role, at] of [
      ["Anna", "admin", homes],
      ["Ben", "member", homes.slice(0, 1)],
    ] as const) {
      people[name] = await addPerson(db, name);
      for (const home of at) await addMember(db, { home, person: people[name], role });
    }
  }, 120_000);
  afterAll(() => homeops[Symbol.asyncDispose]());

  /** Events of two days, an entity and its summaries. */
  async function fill(home: number): Promise<void> {
    const { db } = homeops.world;
    const connection = await db.row<{ id: string }>(sql`
      insert into home_assistant_connections (home_id, user_id, name, url, encrypted_token)
      values (${home}, ${await ensureOwner(db)}::uuid, 'House', ${`http://house-${home}`}, 'sealed')
      returning id`);
    const entity = await db.row<{ id: number }>(sql`
      insert into house.entity (home_id, connection_id, entity_id)
      values (${home}, ${connection?.id}::uuid, 'light.hall')
      returning id`);
    await db.run(sql`
      insert into memory.event (at, home_id, entity_id, type_id, source, state)
      select at, ${home}, ${entity?.id}, 0, 'l', 'on'
      from generate_series('2026-11-20T20:00:00+00:00'::timestamptz, '2026-11-21T04:00:00+00:00', '1 second') as at`);
  }

  const ask = (name: string, input: object, who?: string) =>
    homeops.ask(name, { ...input, ...(who && { as: { person: people[who] } }) });
  const ended = (removal: number) =>
    vi.waitUntil(async () => {
      const { items } = (await homeops.ask("removals/list")) as { items: Removal[] };
      const found = items.find((it) => it.removal === removal);
      return found?.state === "done" ? found : undefined;
    }, PATIENCE);
  const begin = async (name: string, input: object, who?: string) =>
    ((await ask(name, input, who)) as { removal: number }).removal;
  const rowsOf = async (table: string, home: number) =>
    (
      await homeops.world.db.row<{ n: number }>(
        sql`select count(*)::int as n from ${raw(table)} where home_id = ${home}`,
      )
    )?.n;

  it("takes somebody out at once, and their account with it where it was their last home; the trail keeps its rows", async () => {
    const { db } = homeops.world;
    const { secret } = (await ask("tokens/create", { name: "x", scopes: ["read", "own"], home: homes[0] }, "Ben")) as {
      secret: string;
    };
    const asked = (token: string) =>
      fetch(`${homeops.url}/api/house/entities`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
    expect((await asked(secret)).status).toBe(200);
    const trail = await db.rows(sql`select id from home_assistant_audit_log where user_id = ${people.Ben}::uuid`);
    expect(trail.length).toBeGreaterThan(0);

    const report = await ended(await begin("people/remove", { person: people.Ben, home: homes[0] }, "Anna"));
    expect(report).toMatchObject({ kind: "person", name: null, gone: { "people.member": 1, "people.token": 1 } });
    expect(report.kept.home_assistant_audit_log).toBeGreaterThanOrEqual(trail.length);
    expect(report.done).toBe(report.steps);
    await vi.waitUntil(async () => (await asked(secret)).status === 401, PATIENCE);
    expect(await db.row(sql`select from public.users where id = ${people.Ben}::uuid`)).toBeUndefined();
    const kept = await db.rows<{ user_id: null }>(sql`
      select user_id from home_assistant_audit_log where id = any (${trail.map((row) => (row as { id: string }).id)}::uuid[])`);
    expect(kept.map(({ user_id }) => user_id)).toEqual(trail.map(() => null));
  });

  it("leaves the account of who belongs to another home, and no owner's", async () => {
    const guest = await addPerson(homeops.world.db, "Gus");
    for (const home of homes) await addMember(homeops.world.db, { home, person: guest, role: "guest" });
    const report = await ended(await begin("people/remove", { person: guest, home: homes[0] }));
    expect(report.gone).toEqual({ "people.member": 1 });
    const left = await homeops.world.db.rows(sql`select home_id from people.member where user_id = ${guest}::uuid`);
    expect(left).toEqual([{ home_id: homes[1] }]);
    const owner = await ensureOwner(homeops.world.db);
    await expect(ask("people/remove", { person: owner, home: homes[0] })).rejects.toMatchObject({ code: "owner" });
    await expect(ask("people/remove", { person: crypto.randomUUID(), home: homes[0] })).rejects.toMatchObject({
      code: "unknown_person",
    });
  });

  it("removes a home with every row of it, says what went, and touches no other home", async () => {
    const [house = 0, cabin = 0] = homes;
    const before = await rowsOf("memory.event", cabin);
    await expect(ask("homes/remove", { home: house, confirm: "House" }, "Anna")).rejects.toMatchObject({ status: 403 });
    await expect(ask("homes/remove", { home: house, confirm: "house" })).rejects.toMatchObject({
      code: "not_confirmed",
    });
    const events = await rowsOf("memory.event", house);
    const report = await ended(await begin("homes/remove", { home: house, confirm: "House" }));
    expect(report).toMatchObject({ kind: "home", name: "House", gone: { "memory.event": events, "house.entity": 1 } });
    const tables = await homeops.world.db.owner.rows<{ name: string }>(sql`
      select c.oid::regclass::text as name
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attname = 'home_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('removal', 'home_assistant_audit_log')`);
    for (const { name } of tables) expect(await rowsOf(name, house), name).toBe(0);
    expect(await rowsOf("memory.event", cabin)).toBe(before);
    expect(await homeops.ask("house/entities", {})).toMatchObject({ items: [{ entity_id: "light.hall" }] });
  });

  it("goes on with what a killed process left, also where two servers are at it, and counts nothing twice", async () => {
    const { world } = homeops;
    const [, cabin = 0] = homes;
    const events = (await rowsOf("memory.event", cabin)) ?? 0;
    const begun = await world.db.row<{ id: number }>(sql`
      insert into people.removal (home_id, kind, name, asked_at)
      values (${cabin}, 'home', 'Cabin', now())
      returning id`);
    await using _first = runRemovals(world);
    await using _second = runRemovals(world);
    const report = await ended(begun?.id ?? 0);
    expect(report.gone).toMatchObject({ "memory.event": events, "house.entity": 1 });
    expect(await rowsOf("memory.event", cabin)).toBe(0);
    expect(await world.db.rows(sql`select from people.home`)).toEqual([]);
  });
});
