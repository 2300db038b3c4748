import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { memoryHome, seen } from "#server/store/memory/testing.ts";

interface Thing {
  name: string;
  area?: string;
  deviceClass?: string;
  unit?: string;
  aliases?: string[];
  device?: string;
}

/** For tests: a home in Amsterdam whose things have names and rooms, and remember what they are told. */
export async function namedHome(db: Database, things: Readonly<Record<string, Thing>>, since: string) {
  const home = await memoryHome(db);
  await db.run(sql`update people.home set time_zone = 'Europe/Amsterdam' where id = ${home.home}`);
  await db.run(sql`
    insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
    values (${home.home}, ${home.connectionId}, 'live', ${since}, now() + interval '100 years')`);
  const areas = [...new Set(Object.values(things).flatMap(({ area }) => area ?? []))];
  for (const [kind, item, body] of [
    ["floor", "Ground floor", { level: 0 }],
    ["floor", "First floor", { level: 1 }],
    ...areas.map((area) => ["area", area, { floor_id: FLOORS[area] ?? "Ground floor" }] as const),
  ] as const)
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home.home}, ${home.connectionId}, ${kind}, ${item}, ${item}, ${JSON.stringify(body)}::jsonb)`);
  for (const [entityId, { name, area = null, deviceClass = null, unit = null, aliases = [] }] of Object.entries(
    things,
  )) {
    const key = await home.entity(entityId);
    await db.run(sql`
      update house.entity
      set name = ${name}, area_id = ${area}, device_class = ${deviceClass}, unit = ${unit}, aliases = ${aliases}::text[]
      where id = ${key}`);
  }
  return {
    ...home,
    /** "24 06:45:12 light.hall on": the day of the month, in UTC. */
    async lived(month: string, ...lines: string[]): Promise<void> {
      await home.remember(
        ...lines.map((line) => {
          const [day, time, entityId = "", ...state] = line.split(" ");
          return seen(entityId, `${month}-${day}T${time}.000000+00:00`, { state: state.join(" ") });
        }),
      );
    },
  };
}

const FLOORS: Readonly<Record<string, string>> = { Bedroom: "First floor", Bathroom: "First floor" };
