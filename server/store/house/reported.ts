import type { World } from "#server/world.ts";

const worlds = new WeakMap<World["db"], Map<number, Map<string, string>>>(); // by database, home, entity id

/** When each entity of a home last reported, changed or not, as ISO text: read by the intake each minute, and written down more rarely. */
export function reportedNow({ db }: Pick<World, "db">, home: number): Map<string, string> {
  const homes = worlds.get(db) ?? new Map<number, Map<string, string>>();
  worlds.set(db, homes);
  const reported = homes.get(home) ?? new Map<string, string>();
  homes.set(home, reported);
  return reported;
}
