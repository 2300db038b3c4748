import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import { syncFolder, writeWhole } from "#server/whole-file.ts";

const Moved = z.object({ to: z.string(), at: z.string() });
type Moved = z.infer<typeof Moved>;

/** Where a memory went that lives in the PostgreSQL which HomeOps runs itself. */
const OWN = "own";

const movedIn = (dataFolder: string) => path.join(dataFolder, "moved.json");
/** Becomes the one above when all is there. */
const movingIn = (dataFolder: string) => path.join(dataFolder, "moving.json");
const textOf = (moved: Moved) => `${JSON.stringify(moved)}\n`;

/** Whether the memory that was in this folder lives elsewhere. */
export const hasMoved = (dataFolder: string): boolean => existsSync(movedIn(dataFolder));

/** @param to host and name of the PostgreSQL that has the memory now; never a login */
export const noteMoved = (dataFolder: string, to: string, at: string): void =>
  writeWhole(movedIn(dataFolder), textOf({ to, at }));

/** From here until `endOwnMove` what lies in our own PostgreSQL is half a copy, which nobody may use. */
export const beginOwnMove = (dataFolder: string, at: string): void =>
  writeWhole(movingIn(dataFolder), textOf({ to: OWN, at }));

export const isMovingToOwn = (dataFolder: string): boolean => existsSync(movingIn(dataFolder));

/** From here on our own PostgreSQL has the memory: one file is renamed, so that there is one memory at every moment. */
export function endOwnMove(dataFolder: string): void {
  renameSync(movingIn(dataFolder), movedIn(dataFolder));
  syncFolder(dataFolder);
}

/** Whoever calls it has removed the half copy. */
export function forgetOwnMove(dataFolder: string): void {
  rmSync(movingIn(dataFolder), { force: true });
  syncFolder(dataFolder);
}

/** @throws Refusal `memory_moved`: going on with what was left behind would split the memory */
export function refuseMoved(dataFolder: string): void {
  if (!hasMoved(dataFolder)) return;
  const file = movedIn(dataFolder);
  const { to = "a PostgreSQL", at } = movedTo(dataFolder) ?? {};
  const isOwn = to === OWN;
  const where = `${isOwn ? "the PostgreSQL that HomeOps runs itself" : to}${at ? ` (${at})` : ""}`;
  const how = isOwn ? "set HOMEOPS_POSTGRES to its programs" : "set DATABASE_URL to it";
  throw new Refusal(
    "memory_moved",
    `The memory of ${dataFolder} moved to ${where}; ${how}. To go back to what was left here, remove ${file}`,
  );
}

/**
 * For our own PostgreSQL: whether what lies there is the memory.
 * @throws Refusal `move_unfinished` where it did not all come; `memory_moved` where it went on to another PostgreSQL
 */
export function refuseOwnElsewhere(dataFolder: string): void {
  if (isMovingToOwn(dataFolder)) {
    const again = "set DATABASE_URL as it was, and run npm run move -- --to own again";
    throw new Refusal(
      "move_unfinished",
      `The move into the PostgreSQL of ${dataFolder} did not come to its end; ${again}`,
    );
  }
  if (hasMoved(dataFolder) && movedTo(dataFolder)?.to !== OWN) refuseMoved(dataFolder);
}

function movedTo(dataFolder: string): Moved | undefined {
  return Moved.safeParse(JSON.parse(readFileSync(movedIn(dataFolder), "utf8"))).data;
}
