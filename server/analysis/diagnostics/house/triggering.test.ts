import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { instantOf } from "#server/instant.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { automationNeverRan } from "../checks/automation-never-ran.ts";
import { houseNow } from "../house-now.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z") / 1000;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const at = (secondsAgo: number) => instantOf((NOW - secondsAgo) * 1000);
const id = (text: string) => text.padEnd(32, "0");
const light = { attributes: "{}" };

/** One automation each that has never run, and whose trigger occurred on each of five days. */
const SILENT: Record<string, object> = {
  event: { trigger: "event", event_type: "doorbell", event_data: { button: "left" } },
  tag: { trigger: "tag", tag_id: "t1" },
  sunset: { trigger: "sun", event: "sunset", offset: "00:10:00" },
  zone: { trigger: "zone", entity_id: "person.anna", zone: "zone.home", event: "enter" },
  device: { trigger: "device", domain: "light", type: "turned_on", entity_id: id("ab"), device_id: "lamp" },
  template: { trigger: "template", value_template: "{{ is_state('light.hall', 'on') }}" },
  attribute: { trigger: "state", entity_id: "climate.room", attribute: "preset_mode", to: "comfort" },
  clock: { trigger: "time", at: "07:00", weekday: ["mon", "tue", "wed", "thu", "fri"] },
  told: { trigger: "time", at: "sensor.alarm" },
  purpose: { trigger: "light.turned_on", target: { area_id: "hall" } },
};

/** What looks alike, and did not occur. */
const INNOCENT: Record<string, object> = {
  ...{ other_event: { trigger: "event", event_type: "doorbell", event_data: { button: "right" } } },
  other_zone: { trigger: "zone", entity_id: "person.anna", zone: "zone.work", event: "enter" },
  other_area: { trigger: "light.turned_on", target: { area_id: "attic" } },
  moved: { trigger: "light.turned_on", target: { area_id: "cellar" } },
  message: { trigger: "mqtt", topic: "x" },
  weekend: { trigger: "time", at: "14:00", weekday: ["sat"] },
};

describe.each(engines)("triggers that were not heard, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  const present = new Map<string, PresentState>();
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    await furnish();
    for (let day = 1; day <= 5; day++) await live(day * DAY);
    for (const [name, trigger] of Object.entries({ ...SILENT, ...INNOCENT })) await configured(name, trigger);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  async function furnish(): Promise<void> {
    for (const [entity, registry, area] of [
      ["light.hall", id("ab"), "hall"],
      ["light.cellar", id("cd"), "cellar"],
    ] as const) {
      await home.entity(entity);
      await db.run(
        sql`update house.entity set registry_id = ${registry}, area_id = ${area} where entity_id = ${entity}`,
      );
    }
    await home.entity("sensor.alarm");
    await db.run(sql`update house.entity set device_class = 'timestamp' where entity_id = 'sensor.alarm'`);
    await db.run(sql`update people.home set time_zone = 'Europe/Berlin' where id = ${home.home}`);
    for (const area of ["hall", "cellar"])
      await db.run(sql`
        insert into house.item (home_id, connection_id, kind, item_id, name, body)
        values (${home.home}, ${home.connectionId}::uuid, 'area', ${area}, ${area}, '{}')`);
    const told = { isWhole: true, isReticent: true, who: null } as const;
    const lamp = (item_id: string, area_id: string) => ({ item_id, entity_id: null, name: item_id, body: { area_id } });
    for (const kind of ["entity", "device", "area"] as const)
      await keepItems(db, home, {
        ...told,
        kind,
        items: kind === "entity" ? [lamp(id("cd"), "attic")] : [],
        at: at(30 * DAY),
        isSilent: true,
      });
    const items = [lamp(id("cd"), "cellar")];
    await keepItems(db, home, { ...told, kind: "entity", items, at: at(HOUR), isSilent: false });
  }

  async function live(ago: number): Promise<void> {
    const fired = (type: string, data: object, secondsAgo: number) =>
      seen("", at(secondsAgo), { type, entityId: null, state: null, attributes: JSON.stringify(data) });
    const told = (entity: string, secondsAgo: number, state: string, attributes = {}) =>
      seen(entity, at(secondsAgo), { ...light, state, attributes: JSON.stringify(attributes) });
    await home.remember(
      fired("doorbell", { button: "left" }, ago),
      fired("tag_scanned", { tag_id: "t1", device_id: "phone" }, ago),
      told("sun.sun", ago - 2 * HOUR, "above_horizon"),
      told("sun.sun", ago - 9 * HOUR, "below_horizon"),
      told("person.anna", ago, "not_home", { in_zones: [] }),
      told("person.anna", ago - HOUR, "home", { in_zones: ["zone.home"] }),
      told("climate.room", ago, "heat", { preset_mode: "eco" }),
      told("climate.room", ago - HOUR, "heat", { preset_mode: "comfort" }),
      told("sensor.alarm", ago, at(ago - 3 * HOUR)),
      told("sensor.alarm", ago - 8 * HOUR, at(ago - 9 * HOUR)),
      ...["light.hall", "light.cellar"].flatMap((one) => [told(one, ago, "on"), told(one, ago - HOUR, "off")]),
    );
  }

  async function configured(name: string, trigger: object): Promise<void> {
    const entity_id = `automation.${name}`;
    await home.entity(entity_id);
    const attributes = { id: name, current: 0, last_triggered: null };
    present.set(entity_id, {
      entityId: entity_id,
      state: "on",
      changedAt: at(20 * DAY),
      updatedAt: at(20 * DAY),
      attributes,
    });
    const items = [{ item_id: name, entity_id, name, body: { triggers: [trigger] } }];
    const told = { isWhole: true, isReticent: true, who: null, isSilent: true };
    await keepItems(db, home, { ...told, kind: "automation", items, at: at(30 * DAY) });
  }

  it("are found of every kind that can be proven, and of no other", async () => {
    const house = await db.transaction((tx) =>
      houseNow(tx, { home: home.home, now: NOW, present, reported: new Map(), integrations: [] }),
    );
    const found = automationNeverRan.look(house).map(({ subject }) => subject.id.replace("automation.", ""));
    expect(found.toSorted()).toEqual(Object.keys(SILENT).toSorted());
  });
});
