import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onboardOnce } from "../world/onboarding.ts";
import { makeCacheRoot, worldTree } from "./cache.ts";
import { provisionChromium } from "./chromium.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { provisionOldPostgres } from "./old-postgres.ts";
import { provisionPytest } from "./pytest.ts";
import { recipeHash } from "./recipe.ts";
import { step } from "./step.ts";
import { makeTree } from "./tree.ts";

/** Written last: a tree without it was left half-made. */
const WHOLE = ".homeops-whole";

/** Makes what is missing of the test world. Quick when nothing is; several starters wait for one another. */
export async function provision(): Promise<void> {
  await makeCacheRoot();
  await using _held = await lock(worldTree);
  if (!(await isWhole(worldTree))) {
    await requireDebianRoot();
    await step("the test world, once on this machine", async () => {
      await step("clearing away what is half-made", () => deleteTree(worldTree));
      await makeTree(worldTree);
      await step("the first start of Home Assistant", () => onboardOnce(worldTree));
      await writeFile(join(worldTree, WHOLE), recipeHash);
    });
  }
  await provisionPytest();
  await provisionOldPostgres();
  await provisionChromium();
}

async function isWhole(tree: string): Promise<boolean> {
  const marker = await readFile(join(tree, WHOLE), "utf8").catch(() => undefined);
  return marker === recipeHash;
}

async function requireDebianRoot(): Promise<void> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  if (process.getuid?.() === 0 && /^ID=debian$/m.test(release)) return;
  throw new Error(
    "The tests need a real Home Assistant and PostgreSQL, which are provisioned on Debian by root only. " +
      "Run them as root, or in a privileged container of Debian (`docker run --privileged -v .:/src -w /src node:24-bookworm npm test`).",
  );
}

if (import.meta.main) await provision();
