import { copyFile, glob, mkdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile } from "esbuild";

const SOURCE = import.meta.dirname;
const PAGE = path.join(SOURCE, "dist", "page");
/** Where the integration looks for them. */
export const CARDS = path.join(SOURCE, "../custom_components/homeops/frontend");
const FIRST = "homeops-cards";
const COPIED = ["index.html", "icon.svg"];
const WAY: BuildOptions = {
  bundle: true,
  format: "esm",
  target: "es2023", // esbuild then makes plain JavaScript of decorators, which no browser reads yet
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};

/** What a dashboard loads, in compressed bytes: at first, and later piece by piece. */
export interface Weights {
  first: number;
  /** By the file that asks for it. */
  later: Record<string, number>;
}

/** The page as files that any server can serve: every address in it is relative, no script or style stands inline. */
export async function buildPage(target = PAGE): Promise<void> {
  await mkdir(target, { recursive: true });
  const source = path.join(SOURCE, "page");
  const outfile = path.join(target, "page.js");
  await build({ ...WAY, entryPoints: [path.join(source, "page.ts")], outfile, sourcemap: true });
  for (const name of COPIED) await copyFile(path.join(source, name), path.join(target, name));
}

/** The cards: one file that a dashboard loads, and pieces that come when they are needed, named by their contents so that no old one is mixed with new ones. */
export async function buildCards(target = CARDS): Promise<Weights> {
  const { metafile } = await build({
    ...WAY,
    entryPoints: { [FIRST]: path.join(SOURCE, "cards", "cards.ts") },
    outdir: target,
    splitting: true,
    chunkNames: "homeops-[name]-[hash]",
    metafile: true,
    absWorkingDir: SOURCE,
  });
  const made = Object.keys(metafile.outputs).map((name) => path.resolve(SOURCE, name));
  for await (const name of glob("**/*.js", { cwd: target }))
    if (!made.includes(path.join(target, name))) await rm(path.join(target, name));
  return weightsOf(metafile.outputs);
}

async function weightsOf(outputs: Metafile["outputs"]): Promise<Weights> {
  const named = Object.entries(outputs);
  const first = named.find(([name]) => path.basename(name) === `${FIRST}.js`)?.[0] ?? "";
  const atFirst = withImports(outputs, first);
  const later: Weights["later"] = {};
  for (const [name, { entryPoint }] of named)
    if (entryPoint && name !== first)
      later[entryPoint] = await compressed(withImports(outputs, name).filter((one) => !atFirst.includes(one)));
  return { first: await compressed(atFirst), later };
}

/** A file, and those that it cannot begin without. */
function withImports(outputs: Metafile["outputs"], name: string, known: string[] = []): string[] {
  if (known.includes(name)) return known;
  const needed = outputs[name]?.imports.filter(({ kind }) => kind === "import-statement") ?? [];
  return needed.reduce((all, { path: one }) => withImports(outputs, one, all), [...known, name]);
}

async function compressed(files: readonly string[]): Promise<number> {
  const sizes = files.map(async (name) => gzipSync(await readFile(path.resolve(SOURCE, name))).length);
  return (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
}

/** Builds only where a source is newer than what was built, or nothing was. */
export async function buildPageIfStale(target = PAGE): Promise<boolean> {
  if (!(await isStale(path.join(target, "page.js"), "page"))) return false;
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
  await buildPage();
  const { first, later } = await buildCards();
  console.log(`The dashboard cards are ${kilobytes(first)}, compressed`);
  for (const [name, bytes] of Object.entries(later))
    console.log(`and, once it is needed, ${name}: ${kilobytes(bytes)}`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
