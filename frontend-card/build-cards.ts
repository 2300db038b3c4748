import { glob, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { WAY } from "./build-way.ts";

const SOURCE = import.meta.dirname;
/** Where the integration looks for them. */
export const CARDS = path.join(SOURCE, "../custom_components/homeops/frontend");
/** Its name without the ending. */
export const FIRST = "homeops-cards";

/** What a dashboard loads, in compressed bytes: at first, and later piece by piece. */
export interface Weights {
  first: number;
  /** By the file that asks for it. */
  later: Record<string, number>;
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
