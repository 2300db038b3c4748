import type { World } from "#server/world.ts";

const controllers = new WeakMap<World["db"], AbortController>(); // by database

/** Aborted when HomeOps stops: what is not judged then is judged when it is there again. */
export function stopping({ db }: Pick<World, "db">): AbortController {
  const known = controllers.get(db) ?? new AbortController();
  controllers.set(db, known);
  return known;
}
