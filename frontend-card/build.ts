import { copyFile, glob, mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";

const SOURCE = import.meta.dirname;
const PAGE = path.join(SOURCE, "dist", "page");
/** Where the integration looks for them. */
export const CARDS = path.join(SOURCE, "../custom_components/homeops/frontend/homeops-cards.js");
const COPIED = ["index.html", "icon.svg"];
const WAY: BuildOptions = {
  bundle: true,
  format: "esm",
  target: "es2023", // esbuild then makes plain JavaScript of decorators, which no browser reads yet
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};

/** The page as files that any server can serve: every address in it is relative, no script or style stands inline. */
export async function buildPage(target = PAGE): Promise<void> {
  await mkdir(target, { recursive: true });
  const source = path.join(SOURCE, "page");
  const outfile = path.join(target, "page.js");
  await build({ ...WAY, entryPoints: [path.join(source, "page.ts")], outfile, sourcemap: true });
  for (const name of COPIED) await copyFile(path.join(source, name), path.join(target, name));
}

/** The cards as one file, which a dashboard loads; answers how many bytes travel. */
export async function buildCards(target = CARDS): Promise<number> {
  await build({ ...WAY, entryPoints: [path.join(SOURCE, "cards", "cards.ts")], outfile: target });
  return gzipSync(await readFile(target)).length;
}

/** Builds only where a source is newer than what was built, or nothing was. */
export async function buildPageIfStale(target = PAGE): Promise<boolean> {
  if (!(await isStale(path.join(target, "page.js"), "page"))) return false;
  await buildPage(target);
  return true;
}

export async function buildCardsIfStale(target = CARDS): Promise<boolean> {
  if (!(await isStale(target, "{cards,*-card,strategy,badge,features}"))) return false;
  await buildCards(target);
  return true;
}

async function isStale(target: string, folder: string): Promise<boolean> {
  const built = await changedAt(target);
  for await (const file of glob(`{data,page,${folder}}/**/*`, { cwd: SOURCE }))
    if ((await changedAt(path.join(SOURCE, file))) > built) return true;
  return false;
}

const changedAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0, // not there yet
  );

if (import.meta.main) {
  await buildPage();
  console.log(`The dashboard cards are ${((await buildCards()) / 1000).toFixed(1)} kB, compressed`);
}
