import { createHash } from "node:crypto";
import { glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { WAY } from "./build-way.ts";

const OWN = path.join(import.meta.dirname, "page");
const COPIED = ["icon.svg", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "homeops.webmanifest"];
/** What only a page that a browser may install has. */
const INSTALLED = /^\s*<link rel="(manifest|apple-touch-icon)".*\n/gm;
const HASHED = "[name]-[hash]";

/**
 * The page as files that any server can serve: every address in it is relative, no script or style stands inline. What is in `assets`
 * is named by its content; `framed.html` is the page where Home Assistant shows it in a frame, which nobody installs.
 */
export async function buildPage(target: string, source = OWN): Promise<void> {
  await rm(path.join(target, "assets"), { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const html = await builtScripts(path.join(target, "assets"), source);
  for (const name of COPIED) await writeFile(path.join(target, name), await readFile(path.join(source, name)));
  await writeFile(path.join(target, "framed.html"), html.replace(INSTALLED, ""));
  await buildWorker({ target, source, html });
  await writeFile(path.join(target, "index.html"), html); // last: what is older than it is built
}

/** Answers the page that loads them. */
async function builtScripts(outdir: string, source: string): Promise<string> {
  const { metafile } = await build({
    ...WAY,
    entryPoints: [path.join(source, "page.ts")],
    outdir,
    ...{ entryNames: HASHED, chunkNames: HASHED },
    ...{ splitting: true, sourcemap: true, metafile: true },
  });
  for await (const file of glob("*.js", { cwd: outdir })) {
    const script = path.join(outdir, file);
    await writeFile(`${script}.gz`, gzipSync(await readFile(script), { level: 9 }));
  }
  const { entry, early } = loadedFirst(metafile);
  const html = await readFile(path.join(source, "index.html"), "utf8");
  const preloads = early.map((file) => `<link rel="modulepreload" href="assets/${file}" />\n    `);
  return html.replace(
    '<script type="module" src="page.js">',
    `${preloads.join("")}<script type="module" src="assets/${entry}">`,
  );
}

/** The script of the page, and what it cannot start without. */
function loadedFirst({ outputs }: Metafile): { entry: string; early: string[] } {
  const [name = "", entry] =
    Object.entries(outputs).find(([, output]) => output.entryPoint?.endsWith("page/page.ts")) ?? [];
  const early = entry?.imports.filter(({ kind }) => kind === "import-statement") ?? [];
  return { entry: path.basename(name), early: early.map((one) => path.basename(one.path)) };
}

type Building = { target: string; source: string; html: string };

/** The worker knows every file by its content, so that what it keeps is never of two versions. */
async function buildWorker({ target, source, html }: Building): Promise<void> {
  const kept = [{ name: "index.html", integrity: integrityOf(html) }];
  for await (const name of glob(["assets/*.js", ...COPIED], { cwd: target }))
    kept.push({ name, integrity: integrityOf(await readFile(path.join(target, name))) });
  kept.sort((one, other) => one.name.localeCompare(other.name));
  const version = createHash("sha256").update(JSON.stringify(kept)).digest("hex").slice(0, 12);
  await build({
    ...WAY,
    entryPoints: [path.join(source, "offline", "worker.ts")],
    outfile: path.join(target, "worker.js"),
    define: { KEPT: JSON.stringify(kept), VERSION: JSON.stringify(version) },
  });
}

const integrityOf = (content: string | Buffer): string =>
  `sha256-${createHash("sha256").update(content).digest("base64")}`;
