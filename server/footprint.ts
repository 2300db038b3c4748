import type { World } from "./world.ts";

export const madeKinds = ["integration", "discovery", "resource", "dashboard", "repair", "token"] as const;

/** Something of HomeOps that stands in Home Assistant. */
export type Made = { kind: (typeof madeKinds)[number]; id: string; name: string };

/** What one room has made there, and how it goes again. */
export interface Footprint {
  list(): Promise<readonly Made[]>;
  /** A sentence where only a person can remove it; undefined: it is gone. */
  remove(made: Made): Promise<string | undefined>;
}

const footprints = new WeakMap<World, Set<Footprint>>();

/** A room that makes something in Home Assistant says so here when it starts, so that leaving leaves nothing behind. */
export function leavesBehind(world: World, footprint: Footprint): Disposable {
  const all = footprints.get(world) ?? new Set();
  footprints.set(world, all.add(footprint));
  return { [Symbol.dispose]: () => void all.delete(footprint) };
}

export const footprintsOf = (world: World): readonly Footprint[] => [...(footprints.get(world) ?? [])];
