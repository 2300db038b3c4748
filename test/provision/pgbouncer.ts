import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "./cache.ts";
import { makeDebianTree } from "./debian.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { step } from "./step.ts";
import { install } from "./tree.ts";

const RECIPE = { revision: 1, suite: "trixie", packages: ["pgbouncer"] } as const;

const hash = createHash("sha256").update(JSON.stringify(RECIPE)).digest("hex").slice(0, 12);
const WHOLE = ".homeops-whole";

export const pgbouncerTree = join(cacheRoot, `pgbouncer-${hash}`);

/** A small Debian with a PgBouncer in it, apart from the test world: only those who test through a pooler need one. */
export async function provisionPgBouncer(): Promise<void> {
  await using _held = await lock(pgbouncerTree);
  if ((await readFile(join(pgbouncerTree, WHOLE), "utf8").catch(() => "")) === hash) return;
  await step("a PgBouncer, once on this machine", async () => {
    await deleteTree(pgbouncerTree);
    await makeDebianTree(pgbouncerTree, RECIPE.suite);
    await install(pgbouncerTree, RECIPE.packages);
    await writeFile(join(pgbouncerTree, WHOLE), hash);
  });
}
