import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { recipeHash } from "./recipe.ts";

/** Outlives every checkout, so that only the first one on a machine waits for the world to be made. */
export const cacheRoot = process.env.HOMEOPS_CACHE ?? join(homedir(), ".cache", "homeops");

/** The Debian tree that holds Home Assistant and PostgreSQL. */
export const worldTree = join(cacheRoot, `world-${recipeHash}`);

/** The Debian tree that holds MariaDB. */
export const mariadbTree = join(cacheRoot, `mariadb-${recipeHash}`);

export async function makeCacheRoot(): Promise<void> {
  await mkdir(cacheRoot, { recursive: true });
}
