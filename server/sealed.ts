import type { Queries } from "#db/database.ts";
import type { World } from "./world.ts";

export type SealedRow = { row: string; sealed: string };

/** A column of secrets that store/vault has sealed, each for its own row. */
export interface Sealed {
  /** As the seal names it. */
  readonly table: string;
  /** Those that do not begin so, some at a time. */
  otherwise(db: Queries, beginning: string, limit: number): Promise<SealedRow[]>;
  /** Only where it is still what it was: somebody may have changed it meanwhile. */
  replace(db: Queries, it: SealedRow & { before: string }): Promise<number>;
  /** All of them are sealed anew. */
  replaced?(world: World): Promise<void>;
}

const told = new WeakMap<World["db"], readonly Sealed[]>();

/** Those of all rooms, as the program was put together. */
export const tellSealed = ({ db }: Pick<World, "db">, all: readonly Sealed[]): void => void told.set(db, all);
export const sealedOf = ({ db }: Pick<World, "db">): readonly Sealed[] => told.get(db) ?? [];
