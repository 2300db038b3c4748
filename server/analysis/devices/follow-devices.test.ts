import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database, Transactions } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import type { Asker, Call } from "#server/command.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { presentStates } from "#server/store/house/present.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import { addMember, addPerson, removeMember } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import type { DeviceHealthPage } from "./contract.ts";
import { followDevices } from "./follow-devices.ts";

const AT = "2026-11-20T12:00:00.000000+00:00";

describe.each(engines)("following the devices of a home on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  let world: World;
  let asked: Record<string, number>; // transactions of each follower
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    world = { db, clock: systemClock, log: jsonLog("silent"), options: readOptions({}) };
    for (const entity of ["sensor.lamp", "sensor.door", "device_tracker.phone"]) {
      const id = await home.entity(entity);
      await db.run(sql`update house.entity set device_id = ${entity.split(".")[1]} where id = ${id}`);
      see(entity, "1");
    }
    await db.run(sql`
      insert into house.device (home_id, connection_id, device_id, name)
      select ${home.home}, ${home.connectionId}::uuid, id, id from unnest(array['lamp', 'door', 'phone']) as id`);
  }, 60_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const see = (entityId: string, state: string) =>
    presentStates(world, home.home).set(entityId, { entityId, state, attributes: {}, changedAt: AT, updatedAt: AT });
  const look = () => db.rows(sql`select pg_notify('ledger', ${String(home.home)})`);
  async function person(name: string): Promise<Asker & { personId: string }> {
    const personId = await addPerson(db, name);
    await addMember(db, { home: home.home, person: personId, role: "member" });
    return { kind: "person", personId };
  }
  /** One who follows, what they were told since the first look, and how often that asked the database. */
  async function follower(name: string, asker: Asker) {
    const through: Transactions = asker.kind === "person" ? db.as(asker.personId) : db;
    const counted: Transactions = {
      ...through,
      transaction: (work) => {
        asked[name] = (asked[name] ?? 0) + 1;
        return through.transaction(work);
      },
    };
    const told: DeviceHealthPage[] = [];
    const call = { world, db: counted, asker, home: home.home } as Call;
    const opened = await followDevices(call, (items) => told.push(...items));
    const ids = () => told.map(({ items, gone }) => [items.map(([id]) => id), gone]);
    return { first: opened.snapshot[0]?.items.map(([id]) => id), ids, close: opened.close };
  }

  it("reads once for all who may see the same, and tells each what changed alone", async () => {
    asked = {};
    const [anna, ben] = [await person("Anna"), await person("Ben")];
    const all = [
      await follower("page", { kind: "owner" }),
      await follower("phone", { kind: "owner" }),
      await follower("anna", anna),
      await follower("ben", ben),
    ];
    for (const one of all) expect(one.first).toEqual(["door", "lamp", "phone"]);
    asked = {};
    see("sensor.lamp", "unavailable");
    await look();
    await vi.waitFor(() => expect(all.map((one) => one.ids())).toEqual(all.map(() => [[["lamp"], []]])), 10_000);
    const { page = 0, phone = 0, anna: ofAnna = 0, ben: ofBen = 0 } = asked;
    expect(page + phone, "one reading").toBe(1);
    expect(ofAnna + ofBen, "two questions of what they may see, and one reading").toBe(3);
    for (const one of all) await one.close();
  });

  it("tells whoever may see less of that alone, and who is no longer of the home that nothing is left", async () => {
    const [anna, guest] = [await person("Anna"), await person("Guest")];
    const [owner, first, second] = [
      await follower("owner", { kind: "owner" }),
      await follower("anna", anna),
      await follower("guest", guest),
    ];
    await removeMember(db, { home: home.home, person: guest.personId });
    see("device_tracker.phone", "unavailable");
    await look();
    await vi.waitFor(() => expect(owner.ids()).toEqual([[["phone"], []]]), 10_000);
    await vi.waitFor(() => expect(second.ids()).toEqual([[[], ["door", "lamp", "phone"]]]), 10_000);
    expect(first.ids(), "where the phone is belongs to its person").toEqual([]);
    for (const one of [owner, first, second]) await one.close();
    see("sensor.door", "unavailable");
    await look();
    await using again = await follower("late", { kind: "owner" }).then((it) => ({
      ...it,
      [Symbol.asyncDispose]: async () => it.close(),
    }));
    expect(again.first).toEqual(["door", "lamp", "phone"]);
    expect(owner.ids(), "nothing after its end").toHaveLength(1);
  });
});
