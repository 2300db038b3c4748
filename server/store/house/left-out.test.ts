import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Directory } from "./directory.ts";
import { leaveOut } from "./left-out.ts";
import { keepHouse, type Registries } from "./registries.ts";
import { device, emptyHouse, entity, house, state } from "./testing.ts";

describe.each(engines)("what is left out on %s", (engine) => {
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
  const rows = () =>
    db.rows<{ entity_id: string; area_id: string | null }>(sql`
      select entity_id, area_id
      from house.entity
      where connection_id = ${directory.place.connectionId}`);
  const furnished = () =>
    keep({
      entities: [
        entity("r1", "light.hall", { device_id: "d1", platform: "zha", area_id: "hall" }),
        entity("r2", "lock.door", { labels: ["private"] }),
        entity("r3", "camera.door", { labels: ["homeops_ignore"] }),
        entity("r4", "sensor.meter", { device_id: "d2" }),
      ],
      devices: [device("d1"), device("d2", { labels: ["homeops-ignore"] })],
    });
  const wish = (kind: string, value: string) =>
    db.run(sql`insert into house.left_out (home_id, kind, value) values (${directory.place.home}, ${kind}, ${value})`);
  const isOut = async (entityId: string | null, type = "state_changed", unrecorded: string[] = []) =>
    (await leaveOut(db, directory.place, { unrecorded }))({ entityId, type });

  it.each([
    ["entity", "light.hall"],
    ["device", "d1"],
    ["area", "hall"],
    ["integration", "zha"],
    ["domain", "light"],
  ])("by %s stays out, and the rest in", async (kind, value) => {
    await furnished();
    expect(await isOut("light.hall")).toBe(false);
    await wish(kind, value);
    expect(await isOut("light.hall")).toBe(true);
    expect(await isOut("lock.door")).toBe(false);
    expect(await isOut(null, "call_service")).toBe(false);
  });

  it("are the entities of our own integration, unasked", async () => {
    await keep({ entities: [entity("r1", "sensor.homeops_lag", { platform: "homeops" }), entity("r2", "sensor.lag")] });
    expect([await isOut("sensor.homeops_lag"), await isOut("sensor.lag")]).toEqual([true, false]);
  });

  it("by label, by the label homeops-ignore of an entity or its device, and by type", async () => {
    await furnished();
    expect(await isOut("camera.door")).toBe(true);
    expect(await isOut("sensor.meter")).toBe(true);
    expect(await isOut("lock.door")).toBe(false);
    await wish("label", "private");
    await wish("event_type", "telegram_text");
    expect(await isOut("lock.door")).toBe(true);
    expect(await isOut(null, "telegram_text")).toBe(true);
    expect(await isOut("light.hall", "telegram_text")).toBe(true);
  });

  it("by what an option names, by its id or by * and ?, also what is not there yet", async () => {
    await furnished();
    const out = await leaveOut(db, directory.place, { patterns: ["light.hall", "camera.*", "sensor.noise_?"] });
    const isOut = (entityId: string | null) => out({ entityId, type: "state_changed" });
    for (const id of ["light.hall", "camera.door", "camera.new", "sensor.noise_1"]) expect(isOut(id)).toBe(true);
    for (const id of ["light.hall_2", "lock.door", "sensor.noise_12", "sensorxnoise_1", null])
      expect(isOut(id)).toBe(false);
  });

  it("is also what the recorder leaves out, unless the owner wishes otherwise", async () => {
    await furnished();
    expect(await isOut("light.hall", "state_changed", ["light.hall"])).toBe(true);
    await wish("unrecorded", "remember");
    expect(await isOut("light.hall", "state_changed", ["light.hall"])).toBe(false);
    expect(await isOut("camera.door", "state_changed", ["camera.door"])).toBe(true);
  });

  it("stays out while Home Assistant starts and tells nothing of it yet", async () => {
    await furnished();
    await keep({ states: [state("camera.door"), state("light.hall")] }, false);
    expect(await isOut("camera.door")).toBe(true);
    expect(await rows()).toContainEqual(expect.objectContaining({ entity_id: "light.hall", area_id: "hall" }));
  });
});
