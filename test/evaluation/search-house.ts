import type { Scenario } from "#demo/scenario.ts";
import type { toldHome } from "#server/store/memory/search/testing.ts";

export type Thing = {
  entity_id: string;
  name: string;
  area?: string | undefined;
  deviceClass?: string | undefined;
  aliases: string[];
};
type Area = { id: string; name: string; floor?: string | undefined; aliases: string[] };

/** What search knows of a home. */
export type SearchHouse = {
  timeZone: string;
  floors: { id: string; name: string }[];
  areas: Area[];
  things: Thing[];
};

type Sketched = {
  timezone: string;
  floors: Record<string, string>;
  areas: Record<string, [name: string, floor: string, alias?: string]>;
  things: [entity: string, name: string, area: string | null, states: string, deviceClass?: string][];
};

export const houseOf = ({ timezone, floors, areas, things }: Sketched): SearchHouse => ({
  timeZone: timezone,
  floors: Object.entries(floors).map(([id, name]) => ({ id, name })),
  areas: Object.entries(areas).map(([id, [name, floor, alias]]) => ({
    id,
    name,
    floor,
    aliases: alias ? [alias] : [],
  })),
  things: things.map(([entity_id, name, area, , deviceClass]) => ({
    entity_id,
    name,
    area: area ?? undefined,
    deviceClass,
    aliases: [],
  })),
});

export function houseIn({ timezone, floors, areas, devices, entities, automations }: Scenario): SearchHouse {
  const areaOf = new Map(devices.map(({ id, area }) => [id, area]));
  return {
    timeZone: timezone,
    floors: floors.map(({ id, name }) => ({ id, name })),
    areas: areas.map(({ id, name, floor, aliases }) => ({ id, name, floor: floor ?? undefined, aliases })),
    things: [
      ...entities.map(({ entity_id, name, area, device, aliases, attributes }) => ({
        entity_id,
        name: name ?? entity_id,
        area: area ?? areaOf.get(device ?? "") ?? undefined,
        deviceClass: textOf(attributes.device_class),
        aliases,
      })),
      ...automations.map(({ entity_id, name }) => ({ entity_id, name, aliases: [] })),
    ],
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

type Home = Awaited<ReturnType<typeof toldHome>>;

/** As the registry would have filled it. */
export async function furnish(home: Home, { floors, areas, things }: SearchHouse): Promise<void> {
  for (const { id, name } of floors) await home.put("floor", id, {}, name);
  for (const { id, name, floor, aliases } of areas)
    await home.put("area", id, { aliases, ...(floor && { floor_id: floor }) }, name);
  for (const { entity_id, name, area, deviceClass, aliases } of things)
    await home.name(entity_id, { name, aliases, ...(area && { area }), ...(deviceClass && { deviceClass }) });
}
