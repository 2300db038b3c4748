import { copyFile, glob, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const SOURCE = path.join(import.meta.dirname, "page");
const TARGET = path.join(import.meta.dirname, "dist", "page");
const COPIED = ["index.html", "icon.svg"];

/** The page as files that any server can serve: every address in it is relative, no script or style stands inline. */
export async function buildPage(target = TARGET): Promise<void> {
  await mkdir(target, { recursive: true });
  await build({
    entryPoints: [path.join(SOURCE, "page.ts")],
    outfile: path.join(target, "page.js"),
    bundle: true,
    format: "esm",
    target: "es2023", // esbuild then makes plain JavaScript of decorators, which no browser reads yet
    minify: true,
    sourcemap: true,
    legalComments: "none",
    logLevel: "warning",
  });
  for (const name of COPIED) await copyFile(path.join(SOURCE, name), path.join(target, name));
}

/** Builds only where a source is newer than what was built, or nothing was. */
export async function buildPageIfStale(target = TARGET): Promise<boolean> {
  const built = await changedAt(path.join(target, "page.js"));
  for await (const file of glob("{data,page}/**/*", { cwd: import.meta.dirname })) {
    if ((await changedAt(path.join(import.meta.dirname, file))) <= built) continue;
    await buildPage(target);
    return true;
  }
  return false;
}

const changedAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0, // not there yet
  );

if (import.meta.main) await buildPage();
