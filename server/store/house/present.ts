import type { World } from "#server/world.ts";
import type { PresentState } from "./contract.ts";

const worlds = new WeakMap<World, Map<number, Map<string, PresentState>>>(); // by world, home, entity id

/** A home's states as they are now: kept by the intake, shown by the house. */
export function presentStates(world: World, home: number): Map<string, PresentState> {
  const homes = worlds.get(world) ?? new Map<number, Map<string, PresentState>>();
  worlds.set(world, homes);
  const states = homes.get(home) ?? new Map<string, PresentState>();
  homes.set(home, states);
  return states;
}
