import type { Queries } from "#db/database.ts";
import { addEntities, currentEntities, type Place, reviveEntities } from "./queries.ts";

/** Which row an entity id means, so that an observation needs no look-up. One a connection. */
export interface Directory {
  readonly place: Place;
  /** Rows of these entities, in their order; unknown ones get a row. */
  idsOf(db: Queries, entityIds: readonly string[]): Promise<number[]>;
  readonly size: number;
  /** Its row, where it is known as it is now. */
  known(entityId: string): number | undefined;
  /** From now on `next` means what `previous` meant; the old name stays valid until it is somebody else's. */
  rename(previous: string, next: string): void;
  reload(db: Queries): Promise<void>;
}

export function entityDirectory(place: Place): Directory {
  const ids = new Map<string, number>(); // by entity id
  const former = new Map<string, number>(); // by an entity id that was given up: its last words still arrive under it

  return {
    place,
    get size() {
      return ids.size;
    },
    known: (entityId) => ids.get(entityId) ?? former.get(entityId),
    async idsOf(db, entityIds) {
      const unknown = [...new Set(entityIds)].filter((entityId) => !ids.has(entityId) && !former.has(entityId));
      if (unknown.length > 0) {
        for (const { id, entity_id } of await reviveEntities(db, place, unknown)) ids.set(entity_id, id);
        const isNew = unknown.filter((entityId) => !ids.has(entityId));
        if (isNew.length > 0)
          for (const { id, entity_id } of await addEntities(db, place, isNew)) ids.set(entity_id, id);
      }
      return entityIds.map((entityId) => {
        const id = ids.get(entityId) ?? former.get(entityId);
        if (id === undefined) throw new Error(`The database gave no row for ${entityId}`);
        return id;
      });
    },
    rename(previous, next) {
      const id = ids.get(previous);
      if (id === undefined) return;
      ids.delete(previous);
      former.set(previous, id);
      former.delete(next);
      ids.set(next, id);
    },
    async reload(db) {
      const rows = await currentEntities(db, place);
      ids.clear();
      for (const { id, entity_id } of rows) {
        ids.set(entity_id, id);
        former.delete(entity_id);
      }
    },
  };
}
