import type { Queries } from "#db/database.ts";
import type { Directory } from "./directory.ts";
import { addGoneEntities, goneEntities } from "./queries.ts";

/**
 * Which row an entity id of an old record means. One that is not there now is the one that had the name last; what nobody ever knew gets a row
 * that has gone, so that no list of the house shows it. `added` is told of each such row.
 */
export function pastDirectory(directory: Directory, added: (id: number) => void): Pick<Directory, "idsOf"> {
  const gone = new Map<string, number>(); // by entity id

  async function find(db: Queries, entityIds: string[]): Promise<void> {
    for (const { id, entity_id } of await goneEntities(db, directory.place, entityIds)) gone.set(entity_id, id);
    const unheard = entityIds.filter((entityId) => !gone.has(entityId));
    if (unheard.length === 0) return;
    for (const { id, entity_id } of await addGoneEntities(db, directory.place, unheard)) {
      gone.set(entity_id, id);
      added(id);
    }
  }

  return {
    async idsOf(db, entityIds) {
      const unknown = entityIds.filter((entityId) => directory.known(entityId) === undefined && !gone.has(entityId));
      if (unknown.length > 0) await find(db, unknown);
      return entityIds.map((entityId) => {
        const id = directory.known(entityId) ?? gone.get(entityId);
        if (id === undefined) throw new Error(`The database gave no row for ${entityId}`);
        return id;
      });
    },
  };
}
