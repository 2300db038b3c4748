import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { memoryHome, seen } from "#server/store/memory/testing.ts";
import type { KnownHouse } from "./house/known-house.ts";

interface Thing {
  name: string;
  area?: string;
  deviceClass?: string;
  unit?: string;
  aliases?: string[];
  device?: string;
}

/** For tests: a house as questions know it, without a database. */
export function builtHouse(things: Readonly<Record<string, Thing>>): KnownHouse {
  const areas = [...new Set(Object.values(things).flatMap(({ area }) => area ?? []))];
  const floors = [
    ["Ground floor", 0],
    ["First floor", 1],
  ] as const;
  return {
    timeZone: "Europe/Amsterdam",
    isTwelve: false,
    places: [
      ...floors.map(([name, level]) => ({
        id: name,
        kind: "floor" as const,
        name,
        aliases: [],
        floor_id: null,
        level,
      })),
      ...areas.map((name) => ({
        id: name,
        kind: "area" as const,
        name,
        aliases: [],
        floor_id: FLOORS[name] ?? "Ground floor",
        level: null,
      })),
    ],
    entities: Object.entries(things).map(([entity_id, { name, area, deviceClass, unit, aliases, device }], i) => ({
      key: i + 1,
      entity_id,
      name,
      aliases: aliases ?? [],
      area_id: area ?? null,
      device_id: device ?? null,
      device: device ?? null,
      device_class: deviceClass ?? null,
      unit: unit ?? null,
      state_class: unit ? "measurement" : null,
      category: null,
      platform: null,
      is_hidden: false,
    })),
  };
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
