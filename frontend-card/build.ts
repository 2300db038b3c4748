import { glob, stat } from "node:fs/promises";
import path from "node:path";
import { buildCards, CARDS, FIRST } from "./build-cards.ts";
import { buildPage } from "./build-page.ts";

const SOURCE = import.meta.dirname;
const PAGE = path.join(SOURCE, "dist", "page");

/** Builds only where a source is newer than what was built, or nothing was. */
export async function buildPageIfStale(target = PAGE): Promise<boolean> {
  if (!(await isStale(path.join(target, "index.html"), "page"))) return false;
  await buildPage(target);
  return true;
}

export async function buildCardsIfStale(target = CARDS): Promise<boolean> {
  if (!(await isStale(path.join(target, `${FIRST}.js`), "{cards,*-card,strategy,badge,features}"))) return false;
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
  const { first, later } = await buildCards();
  console.log(`The dashboard cards are ${kilobytes(first)}, compressed`);
  for (const [name, bytes] of Object.entries(later))
    console.log(`and, once it is needed, ${name}: ${kilobytes(bytes)}`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
