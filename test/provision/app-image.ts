import { glob, mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import manifest from "../../package.json" with { type: "json" };
import { APP_RECIPE, appFolder, imageStore, ROOT } from "./app-recipe.ts";
import { addNode, makeSlimDebian } from "./base-images.ts";
import { cacheRoot, makeCacheRoot } from "./cache.ts";
import { command } from "./command.ts";
import { aptInstall, exists } from "./debian.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { lendMachine } from "./machine-settings.ts";
import { step } from "./step.ts";

const WHOLE = ".homeops-whole";
const MOST_STORED = 5e9; // layers of sources that nobody has any more
const KEPT_MS = 2 * 3_600_000; // others may be running an image of other sources
const SCRIPT = path.join(import.meta.dirname, "build-app.sh");
const ARCHITECTURES: Record<string, string> = { x64: "amd64", arm64: "aarch64" };
export const ARCH = ARCHITECTURES[process.arch] ?? process.arch;

const Inspected = z.object({
  Docker: z.object({
    config: z.object({
      Entrypoint: z.array(z.string()),
      Env: z.array(z.string()),
      Healthcheck: z.object({ Test: z.array(z.string()) }),
      Labels: z.record(z.string(), z.string()),
    }),
  }),
});

/** The app's image, built from the Dockerfile and unpacked. */
export type AppImage = z.infer<typeof Inspected>["Docker"]["config"] & {
  rootfs: string;
  /** Of what it is built on. */
  baseBytes: number;
};

/** Quick when these very sources were built before; several starters wait for one another. */
export async function provisionApp(): Promise<AppImage> {
  await makeCacheRoot();
  const folder = appFolder();
  await using _held = await lock(imageStore);
  if (!(await exists(path.join(folder, WHOLE)))) await step("the app's image", () => build(folder));
  await utimes(folder, new Date(), new Date());
  const inspected = Inspected.parse(JSON.parse(await readFile(path.join(folder, "image.json"), "utf8")));
  const baseBytes = Number(await readFile(path.join(imageStore, WHOLE), "utf8"));
  return { ...inspected.Docker.config, rootfs: path.join(folder, "rootfs"), baseBytes };
}

async function build(folder: string): Promise<void> {
  if (!(await exists("/usr/bin/buildah"))) await step("installing buildah", () => aptInstall("buildah"));
  for await (const old of glob(path.join(cacheRoot, "app-*"))) {
    if ((await stat(old)).mtimeMs < Date.now() - KEPT_MS) await deleteTree(old);
  }
  await deleteTree(folder);
  const driver = await bestDriver();
  const isThere = await exists(path.join(imageStore, WHOLE));
  if (!isThere || (await treeBytes(imageStore)) > MOST_STORED) await importBases(driver);
  const npmCache = path.join((await command(["npm", "config", "get", "cache"])).trim(), "_cacache");
  await mkdir(npmCache, { recursive: true });
  await using machine = await lendMachine();
  await script({ ...driver, TARGET: folder, MACHINE: machine.path, NPM_CACHE: npmCache }).catch(async (error) => {
    await deleteTree(imageStore); // whatever half-built layers made it fail
    throw error;
  });
  await writeFile(path.join(folder, WHOLE), "");
}

async function importBases(driver: Record<string, string>): Promise<void> {
  await deleteTree(imageStore);
  const tree = path.join(imageStore, "base");
  await mkdir(tree, { recursive: true });
  await makeSlimDebian(tree, APP_RECIPE.suite);
  const bytes = await treeBytes(tree);
  await script({ ...driver, IMPORTED: "debian:trixie-slim", TREE: tree });
  await addNode(tree);
  await script({ ...driver, IMPORTED: "node:24-trixie-slim", TREE: tree });
  await deleteTree(tree);
  await writeFile(path.join(imageStore, WHOLE), String(bytes));
}

/** Layers that are differences cost little, so they are kept; where they cannot be had, each would be a whole copy. */
async function bestDriver(): Promise<Record<string, string>> {
  const probe = path.join(cacheRoot, "overlay-probe");
  const folders = ["lower", "upper", "work", "merged"].map((name) => path.join(probe, name));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const [lower, upper, work, merged = ""] = folders;
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
  const mount = ["mount", "-t", "overlay", "overlay", "-o", options, merged];
  const isThere = await command(["unshare", "--mount", "--propagation", "private", ...mount]).then(
    () => true,
    () => false,
  );
  await deleteTree(probe);
  return isThere ? { DRIVER: "overlay", LAYERS: "true" } : { DRIVER: "vfs", LAYERS: "false" };
}

const script = (env: Record<string, string>): Promise<string> =>
  command(["unshare", "--mount", "--propagation", "private", "sh", SCRIPT], {
    env: { ...process.env, IMPORTED: "", STORE: imageStore, ROOT, ARCH, VERSION: manifest.version, ...env },
  });

/** What its files take, as `du` counts them. */
export async function treeBytes(tree: string): Promise<number> {
  return Number.parseInt(await command(["du", "-sx", "--block-size=1", tree]), 10);
}
