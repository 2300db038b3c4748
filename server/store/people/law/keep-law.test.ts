import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { keepLaw } from "./keep-law.ts";

type Row = { id: string; device?: string; platform?: string; members?: string[]; deviceClass?: string };

const THINGS: Row[] = [
  { id: "person.anna" },
  { id: "person.ben" },
  { id: "device_tracker.anna_phone", device: "phone" },
  { id: "device_tracker.visitor", device: "stranger" },
  { id: "sensor.phone_activity", device: "phone" },
  { id: "sensor.tablet_location", device: "tablet", platform: "mobile_app" },
  { id: "sensor.anna_distance", platform: "proximity" },
  { id: "zone.work" },
  { id: "group.children", members: ["person.anna"] },
  { id: "binary_sensor.ben_near", deviceClass: "presence" },
  { id: "light.hall", device: "lamp" },
];

describe.each(engines)("what the law rests on, on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  async function house() {
    const place = await emptyHome(db);
    for (const { id, device = null, platform = null, members = [], deviceClass = null } of THINGS)
      await db.run(sql`
        insert into house.entity (home_id, connection_id, entity_id, device_id, platform, members, device_class)
        values (${place.home}, ${place.connectionId}, ${id}, ${device}, ${platform}, ${members}::text[], ${deviceClass})`);
    const movements = async () => {
      const rows = await db.rows<{ told: string }>(sql`
        select thing.entity_id || ' ' || coalesce(string_agg(person.entity_id, ' ' order by person.entity_id), 'nobody') as told
        from people.movement
        join house.entity as thing on thing.id = movement.entity_id
        left join house.entity as person on person.id = movement.person_id
        where movement.home_id = ${place.home}
        group by thing.entity_id
        order by thing.entity_id`);
      return rows.map(({ told }) => told);
    };
    const keep = (trackers: string[], exposed?: string[]) =>
      keepLaw(db, place, {
        states: [{ entityId: "person.anna", attributes: { device_trackers: trackers } }],
        exposed,
      });
    return { ...place, movements, keep };
  }

  it("knows whose movements a thing tells, and of those that are nobody's it says so", async () => {
    const { keep, movements } = await house();
    await keep(["device_tracker.anna_phone", "device_tracker.gone"]);
    expect(await movements()).toEqual([
      "binary_sensor.ben_near person.ben",
      "device_tracker.anna_phone person.anna",
      "device_tracker.visitor nobody",
      "group.children person.anna",
      "person.anna person.anna",
      "person.ben person.ben",
      "sensor.anna_distance person.anna person.ben",
      "sensor.phone_activity person.anna",
      "sensor.tablet_location nobody",
      "zone.work person.anna person.ben",
    ]);
  });

  it("follows a phone that is no longer carried, and forgets no past of what has gone", async () => {
    const { keep, movements, home } = await house();
    await keep(["device_tracker.anna_phone"]);
    await db.run(sql`
      update house.entity
      set removed_at = now()
      where home_id = ${home} and entity_id = 'sensor.phone_activity'`);
    await keep([]);
    const all = await movements();
    expect(all).toContain("device_tracker.anna_phone nobody");
    expect(all).toContain("sensor.phone_activity person.anna");
  });

  it("keeps what Assist may speak of, and nothing where nobody says what that is", async () => {
    const { keep, home } = await house();
    const exposed = async () => {
      const rows = await db.rows<{ id: string }>(sql`
        select entity_id as id
        from house.entity
        where home_id = ${home} and is_exposed
        order by id`);
      return rows.map(({ id }) => id);
    };
    await keep([], ["light.hall", "zone.work"]);
    expect(await exposed()).toEqual(["light.hall", "zone.work"]);
    await keep([], ["light.hall"]);
    expect(await exposed()).toEqual(["light.hall"]);
    await keep([]);
    expect(await exposed()).toEqual([]);
  });
});
