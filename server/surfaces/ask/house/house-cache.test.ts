import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { engines, testDatabase } from "#db/testing.ts";
import { namedHome } from "../testing.ts";
import { cachedHouse, houseCache } from "./house-cache.ts";

describe.each(engines)("the house as questions know it, on %s", (engine) => {
  it("is read once, and again when its registry changes", async () => {
    await using db = await testDatabase(engine);
    const { home } = await namedHome(
      db,
      { "light.hall": { name: "Hall light", area: "Hall" } },
      "2026-11-20T00:00:00Z",
    );
    const cache = houseCache();
    const first = await cachedHouse(db, home, cache);
    expect(await cachedHouse(db, home, cache)).toBe(first);
    await db.run(sql`update house.entity set name = 'Corridor light' where home_id = ${home}`);
    const second = await cachedHouse(db, home, cache);
    expect(second.entities.map(({ name }) => name)).toEqual(["Corridor light"]);
    await db.run(sql`update people.home set time_zone = 'America/Denver' where id = ${home}`);
    expect((await cachedHouse(db, home, cache)).timeZone).toBe("America/Denver");
  }, 120_000);
});
