import type { Database } from "#db/database.ts";
import type { World } from "#server/world.ts";

const attempts = new WeakMap<Database, Set<number>>(); // by database: those that this process is at

/** Attempts that this process itself will judge. */
export function inFlight({ db }: Pick<World, "db">): Set<number> {
  const known = attempts.get(db) ?? new Set<number>();
  attempts.set(db, known);
  return known;
}
