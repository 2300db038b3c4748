import type { Database } from "#db/database.ts";
import type { Way } from "./channel.ts";

const waiting = new WeakMap<Database, Map<number, Promise<unknown>>>(); // by home: the last of those who wait for each other

/** One work after the other in a home. */
export async function inTurn<T>({ world, home }: Way, work: () => Promise<T>): Promise<T> {
  const homes = waiting.get(world.db) ?? new Map<number, Promise<unknown>>();
  waiting.set(world.db, homes);
  const turn = (homes.get(home) ?? Promise.resolve()).then(work, work);
  homes.set(
    home,
    turn.catch(() => {}),
  );
  return turn;
}
