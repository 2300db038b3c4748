import type { Wire } from "../../data/wire.ts";

export type Area = { id: string; name: string };

const AT_ONCE = 2_000;

/** The areas of a home that have something in them, by name. */
export async function areasOf(wire: Wire, home: number): Promise<Area[]> {
  const { items } = await wire.ask("house/entities", { home, limit: AT_ONCE });
  const areas = new Map<string, string>(); // by area id
  for (const { area_id, area } of items) if (area_id && area) areas.set(area_id, area);
  return [...areas].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}
