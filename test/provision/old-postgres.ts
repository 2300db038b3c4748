import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "./cache.ts";
import { makeDebianTree } from "./debian.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { step } from "./step.ts";
import { install } from "./tree.ts";

/** The PostgreSQL before the one of the test world, as the app's image has it: what an upgrade comes from. */
const OLD = {
  revision: 1,
  suite: "trixie",
  postgres: "17",
  packages: ["postgresql-common"],
  postgresPackages: ["postgresql-17", "postgresql-17-pgvector"],
} as const;

const hash = createHash("sha256").update(JSON.stringify(OLD)).digest("hex").slice(0, 12);
const WHOLE = ".homeops-whole";

export const oldPostgres = { major: OLD.postgres, tree: join(cacheRoot, `postgres-${OLD.postgres}-${hash}`) };

/** Quick when it is there; several starters wait for one another. */
export async function provisionOldPostgres(): Promise<void> {
  const { tree } = oldPostgres;
  await using _held = await lock(tree);
  if ((await readFile(join(tree, WHOLE), "utf8").catch(() => "")) === hash) return;
  await step(`PostgreSQL ${OLD.postgres}, once on this machine`, async () => {
    await deleteTree(tree);
    await makeDebianTree(tree, OLD.suite);
    await install(tree, OLD.packages);
    await mkdir(join(tree, "etc/postgresql-common"), { recursive: true });
    await appendFile(join(tree, "etc/postgresql-common/createcluster.conf"), "\ncreate_main_cluster = false\n");
    await install(tree, OLD.postgresPackages);
    await writeFile(join(tree, WHOLE), hash);
  });
}
