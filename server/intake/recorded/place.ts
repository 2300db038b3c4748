import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { intakes } from "../connected-homes.ts";
import { everyConnection } from "../queries.ts";
import { openRememberer, type Rememberer } from "../rememberer.ts";

/** Where a home's past goes: through the door of its connection, or through one opened for it where nothing else runs. */
export type ImportPlace = {
  home: number;
  connectionId: string;
  rememberer: Rememberer;
  /** Home Assistant has told what the house is now; what is not in it has gone. */
  isHouseKnown: boolean;
};

export function importPlaces(world: World) {
  const own = new Map<string, Promise<Rememberer>>(); // by connection id

  function remembererOf(home: number, connectionId: string): Promise<Rememberer> {
    const live = intakes.get(world)?.connections.get(connectionId);
    if (live) return Promise.resolve(live.rememberer);
    const opened = own.get(connectionId) ?? openRememberer(world, { home, connectionId });
    own.set(connectionId, opened);
    return opened;
  }

  return {
    async of(home: number): Promise<ImportPlace> {
      const row = (await everyConnection(world.db)).find(({ home_id }) => home_id === home);
      if (!row) throw new Refusal("no_connection", "This home has no connection to a Home Assistant; add one first");
      const rememberer = await remembererOf(home, row.id);
      return { home, connectionId: row.id, rememberer, isHouseKnown: row.last_connected_at !== null };
    },
    async [Symbol.asyncDispose]() {
      for (const opened of own.values()) await (await opened)[Symbol.asyncDispose]();
      own.clear();
    },
  };
}
