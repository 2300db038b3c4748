import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { RegistryItem } from "./contract.ts";
import { type Directory, entityDirectory } from "./directory.ts";
import { keepHouse, type Registries } from "./registries.ts";
import { device, emptyHouse, entity, house, state } from "./testing.ts";

const area = (item_id: string, name: string): RegistryItem => ({ kind: "area", item_id, name, body: {} });

describe.each(engines)("the house on %s", (engine) => {
  let db: Database;
  let directory: Directory;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    directory = await emptyHouse(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const keep = (parts: Partial<Registries>, isWhole = true) => keepHouse(db, directory, house(parts), isWhole);
  const idOf = async (entityId: string) => (await directory.idsOf(db, [entityId]))[0]!;
  const rows = () =>
    db.rows<Record<string, unknown>>(sql`
      select id, entity_id, registry_id, area_id, labels, name, removed_at is not null as is_gone
      from house.entity
      where connection_id = ${directory.place.connectionId}
      order by entity_id, removed_at nulls last`);
  const told = async () => (await rows()).map(({ entity_id, is_gone }) => `${entity_id}${is_gone ? " gone" : ""}`);

  describe("a renamed entity", () => {
    it("keeps its row, and so its history", async () => {
      await keep({ entities: [entity("r1", "light.hall")] });
      const id = await idOf("light.hall");
      await keep({ entities: [entity("r1", "light.entrance")] });
      expect(await idOf("light.entrance")).toBe(id);
      expect(await told()).toEqual(["light.entrance"]);
    });

    it("keeps its row when two swap their names, and when three go round", async () => {
      const ids = ["r1", "r2", "r3"];
      await keep({ entities: ids.map((id, i) => entity(id, `light.n${i}`)) });
      const [one, two, three] = await directory.idsOf(db, ["light.n0", "light.n1", "light.n2"]);
      await keep({ entities: [entity("r1", "light.n1"), entity("r2", "light.n0"), entity("r3", "light.n2")] });
      expect(await directory.idsOf(db, ["light.n0", "light.n1", "light.n2"])).toEqual([two, one, three]);
      await keep({ entities: [entity("r1", "light.n2"), entity("r2", "light.n1"), entity("r3", "light.n0")] });
      expect(await directory.idsOf(db, ["light.n0", "light.n1", "light.n2"])).toEqual([three, two, one]);
      expect(await told()).toHaveLength(3);
    });

    it("takes the name of one that has gone, without its history", async () => {
      await keep({ entities: [entity("r1", "light.hall"), entity("r2", "light.attic")] });
      const [gone, stays] = await directory.idsOf(db, ["light.hall", "light.attic"]);
      await keep({ entities: [entity("r2", "light.hall")] });
      expect(await idOf("light.hall")).toBe(stays);
      expect(await told()).toEqual(["light.hall gone", "light.hall"]);
      expect(gone).not.toBe(stays);
    });

    it("takes the name of one that only had a state", async () => {
      await keep({ entities: [entity("r1", "light.hall")], states: [state("light.guest")] });
      const [registered, guest] = await directory.idsOf(db, ["light.hall", "light.guest"]);
      await keep({ entities: [entity("r1", "light.guest")], states: [state("light.guest")] });
      expect(await idOf("light.guest")).toBe(registered);
      expect((await rows()).find(({ id }) => id === guest)).toMatchObject({ is_gone: true });
    });

    it("is known by both names until the old one is somebody else's", async () => {
      await keep({ entities: [entity("r1", "light.hall")] });
      const id = await idOf("light.hall");
      directory.rename("light.hall", "light.entrance");
      expect(await directory.idsOf(db, ["light.hall", "light.entrance"])).toEqual([id, id]);
      await keep({ entities: [entity("r1", "light.entrance"), entity("r2", "light.hall")] });
      expect(await idOf("light.entrance")).toBe(id);
      expect(await idOf("light.hall")).not.toBe(id);
    });
  });

  describe("an entity that goes", () => {
    it("is gone and not forgotten, and is itself again when it returns", async () => {
      await keep({ entities: [entity("r1", "light.hall")], states: [state("sun.sun")] });
      const before = await directory.idsOf(db, ["light.hall", "sun.sun"]);
      await keep({});
      expect(await told()).toEqual(["light.hall gone", "sun.sun gone"]);
      await keep({ entities: [entity("r1", "light.hall")], states: [state("sun.sun")] });
      expect(await directory.idsOf(db, ["light.hall", "sun.sun"])).toEqual(before);
      expect(await told()).toEqual(["light.hall", "sun.sun"]);
    });

    it("is another one when the registry gave it up and made a new one of the same name", async () => {
      await keep({ entities: [entity("r1", "light.hall")] });
      const before = await idOf("light.hall");
      await keep({ entities: [entity("r2", "light.hall")] });
      expect(await idOf("light.hall")).not.toBe(before);
      expect(await told()).toEqual(["light.hall gone", "light.hall"]);
    });

    it("is still there while Home Assistant starts and has not told all yet", async () => {
      const items = new Map([["area", [area("hall", "Hall")]] as const]);
      await keep({ entities: [entity("r1", "light.hall")], devices: [device("d1")], items });
      await keep({ items: new Map([["area", []]]) }, false);
      expect(await told()).toEqual(["light.hall"]);
      expect(await gone()).toEqual([]);
      await keep({ items: new Map([["area", []]]) });
      expect(await gone()).toEqual(["d1", "hall"]);
    });
    const gone = async () =>
      (
        await db.rows<{ id: string }>(sql`
          select device_id as id from house.device where connection_id = ${directory.place.connectionId} and removed_at is not null
          union all
          select item_id from house.item where connection_id = ${directory.place.connectionId} and removed_at is not null
          order by 1`)
      ).map(({ id }) => id);
  });

  it("keeps the row of an entity that was not registered at first", async () => {
    await keep({ states: [state("light.hall")] });
    const id = await idOf("light.hall");
    await keep({ entities: [entity("r1", "light.hall")], states: [state("light.hall")] });
    expect(await idOf("light.hall")).toBe(id);
    expect(await rows()).toMatchObject([{ id, registry_id: "r1" }]);
  });

  it("gives a row at once to an entity that speaks before it is known, and only one", async () => {
    const [one, same, other] = await directory.idsOf(db, ["light.new", "light.new", "light.newer"]);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
    const restarted = entityDirectory(directory.place);
    expect(await restarted.idsOf(db, ["light.newer", "light.new"])).toEqual([other, one]);
  });

  it("takes area and labels from the device where the entity has none of its own", async () => {
    const devices = [device("d1", { area_id: "hall", labels: ["night"] })];
    const own = entity("r2", "light.own", { device_id: "d1", area_id: "attic", labels: ["up"] });
    await keep({
      devices,
      entities: [entity("r1", "light.hall", { device_id: "d1" }), own, entity("r3", "light.free")],
    });
    expect(await rows()).toMatchObject([
      { entity_id: "light.free", area_id: null, labels: [] },
      { entity_id: "light.hall", area_id: "hall", labels: ["night"] },
      { entity_id: "light.own", area_id: "attic", labels: ["up", "night"] },
    ]);
    await keep({
      devices: [device("d1", { area_id: "shed" })],
      entities: [entity("r1", "light.hall", { device_id: "d1" })],
    });
    expect((await rows()).find(({ entity_id }) => entity_id === "light.hall")).toMatchObject({
      area_id: "shed",
      labels: [],
    });
  });

  it("knows what people call an entity, its class and unit, and the members of a group", async () => {
    await keep({
      entities: [entity("r1", "light.all", { name: "Mine", original_name: "Theirs", aliases: ["lamps"] })],
      states: [
        state("light.all", { friendly_name: "All lamps", entity_id: ["light.a", "light.b"] }),
        state("sensor.t", { device_class: "temperature", unit_of_measurement: "°C", state_class: "measurement" }),
      ],
    });
    await keep({ states: [state("sensor.t"), state("light.all")] }); // restored, and still without attributes
    const found = await db.rows(sql`
      select name, device_class, unit, state_class
      from house.entity
      where connection_id = ${directory.place.connectionId} and entity_id = 'sensor.t'`);
    expect(found).toEqual([{ name: null, device_class: "temperature", unit: "°C", state_class: "measurement" }]);
  });

  it("writes nothing where nothing changed", async () => {
    const parts = {
      entities: [entity("r1", "light.hall", { device_id: "d1" })],
      devices: [device("d1")],
      items: new Map([["area", [area("hall", "Hall")]] as const]),
      states: [state("light.hall"), state("sun.sun")],
    };
    await keep(parts);
    const versions = () =>
      db.rows(sql`
        select xmin::text as version, entity_id from house.entity where connection_id = ${directory.place.connectionId}
        union all
        select xmin::text, device_id from house.device where connection_id = ${directory.place.connectionId}
        union all
        select xmin::text, item_id from house.item where connection_id = ${directory.place.connectionId}
        order by 2`);
    const before = await versions();
    await keep(parts);
    expect(await versions()).toEqual(before);
    const numbers = async () => (await directory.idsOf(db, [`light.number_${crypto.randomUUID().slice(0, 8)}`]))[0]!;
    const first = await numbers();
    for (let n = 0; n < 5; n++) await keep({ ...parts, states: [...parts.states, state("light.more")] }, false);
    expect((await numbers()) - first).toBeLessThan(5);
  });
});
