import type { Queries } from "#db/database.ts";

export type Ride = (tx: Queries) => Promise<unknown>;

/**
 * Notes that are not worth a commit of their own ride on the next batch of events: a commit costs a card 8 KB, whatever is in it.
 * Nobody is promised to arrive: a ride whose batch fails is over, and whoever must arrive boards again until it has.
 */
export interface Riders {
  /** Takes the place of a rider of the same name that still waits. */
  board(name: string, ride: Ride): void;
  /** All that wait, as one ride; nobody waits any more. */
  leave(): Ride | undefined;
}

export function riders(): Riders {
  const waiting = new Map<string, Ride>(); // by name
  return {
    board: (name, ride) => void waiting.set(name, ride),
    leave() {
      if (waiting.size === 0) return undefined;
      const rides = [...waiting.values()];
      waiting.clear();
      return async (tx) => {
        for (const ride of rides) await ride(tx);
      };
    },
  };
}
