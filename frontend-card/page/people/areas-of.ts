import type { Wire } from "../../data/wire.ts";
import type { Area } from "./room-choice.ts";

const AT_ONCE = 500;

/** The rooms of a home in which anything stands, by name. */
export async function areasOf(wire: Wire, home: number): Promise<Area[]> {
  const names = new Map<string, string>(); // by id
  let cursor: string | null | undefined;
  do {
    const page = await wire.ask("house/entities", { home, limit: AT_ONCE, ...(cursor && { cursor }) });
    for (const { area, area_id } of page.items) if (area_id !== null) names.set(area_id, area ?? area_id);
    cursor = page.cursor;
  } while (cursor);
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}
