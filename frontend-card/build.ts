import { glob, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildPage } from "./build-page.ts";
import { WAY } from "./build-way.ts";

const SOURCE = import.meta.dirname;
const PAGE = path.join(SOURCE, "dist", "page");
/** Where the integration looks for them. */
export const CARDS = path.join(SOURCE, "../custom_components/homeops/frontend/homeops-cards.js");
/** The cards as one file, which a dashboard loads; answers how many bytes travel. */
export async function buildCards(target = CARDS): Promise<number> {
  await build({ ...WAY, entryPoints: [path.join(SOURCE, "cards", "cards.ts")], outfile: target });
  return gzipSync(await readFile(target)).length;
}

/** Builds only where a source is newer than what was built, or nothing was. */
export async function buildPageIfStale(target = PAGE): Promise<boolean> {
  if (!(await isStale(path.join(target, "index.html"), "page"))) return false;
  await buildPage(target);
  return true;
}

export async function buildCardsIfStale(target = CARDS): Promise<boolean> {
  if (!(await isStale(target, "{cards,*-card}"))) return false;
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
  await buildPage(PAGE);
  console.log(`The dashboard cards are ${((await buildCards()) / 1000).toFixed(1)} kB, compressed`);
}
