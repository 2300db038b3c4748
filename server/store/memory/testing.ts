import sql from "sql-template-tag";
import type { Database, Transactions } from "#db/database.ts";
import { emptyHome } from "#db/testing.ts";
import { type Observation, STATE_CHANGED } from "./observation.ts";
import { takeDueHour, writePostings } from "./queries.ts";
import { openMemory, type Placed } from "./remember.ts";

/** For tests: a state as it is seen live; what is not said is usual. */
export const seen = (entityId: string, at: string, parts: Partial<Observation> = {}): Observation => ({
  at,
  type: STATE_CHANGED,
  entityId,
  state: "on",
  attributes: "{}",
  context: null,
  source: "live",
  ...parts,
});

export type MemoryHome = Awaited<ReturnType<typeof memoryHome>>;

/** For tests: a home with a memory, and entities as they are named. `through` may stand between it and the database. */
export async function memoryHome(db: Database, through: Transactions = db) {
  const place = await emptyHome(db);
  const ids = new Map<string, number>(); // by entity id
  let memory = openMemory(through, place);

  async function entity(entityId: string): Promise<number> {
    const known = ids.get(entityId);
    if (known !== undefined) return known;
    const row = await db.row<{ id: number }>(sql`
      insert into house.entity (home_id, connection_id, entity_id, name)
      values (${place.home}, ${place.connectionId}, ${entityId}, ${`Name of ${entityId}`})
      returning id`);
    ids.set(entityId, row?.id ?? 0);
    return row?.id ?? 0;
  }

  return {
    ...place,
    entity,
    async remember(...observations: Observation[]): Promise<number> {
      const placed: Placed[] = [];
      for (const observation of observations) {
        const { entityId } = observation;
        placed.push({ observation, entity: entityId === null ? null : await entity(entityId) });
      }
      return memory.remember(placed);
    },
    /** Forgets all that is only in the process. */
    restart() {
      memory = openMemory(through, place);
    },
    close: (hour: string) =>
      db.transaction(async (tx) => {
        await takeDueHour(tx, place.home, hour);
        await writePostings(tx, place.home, hour);
      }),
  };
}
