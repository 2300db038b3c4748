import type { World } from "./world.ts";

/** What is kept in memory beside each database, made when it is first asked for. */
export function perDatabase<T>(make: () => T): (world: Pick<World, "db">) => T {
  const made = new WeakMap<World["db"], T>();
  return ({ db }) => {
    const known = made.get(db) ?? make();
    made.set(db, known);
    return known;
  };
}
