import type { World } from "#server/world.ts";
import type { PresentState } from "./contract.ts";

const worlds = new WeakMap<World["db"], Map<number, Map<string, PresentState>>>(); // by database, home, entity id

/** A home's states as they are now: kept by the intake, shown by the house. The database is the world's identity: of the rest, rooms make copies. */
export function presentStates({ db }: Pick<World, "db">, home: number): Map<string, PresentState> {
  const homes = worlds.get(db) ?? new Map<number, Map<string, PresentState>>();
  worlds.set(db, homes);
  const states = homes.get(home) ?? new Map<string, PresentState>();
  homes.set(home, states);
  return states;
}
