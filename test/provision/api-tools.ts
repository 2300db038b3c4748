import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { worldTree } from "./cache.ts";
import { runInside } from "./chroot.ts";
import { lock } from "./lock.ts";
import { RECIPE } from "./recipe.ts";
import { step } from "./step.ts";

const UV = "/opt/ha/bin/uv";
const WHOLE = ".homeops-whole";
/** One fuzzes what the document of the API says, the other writes a client from it. */
const TOOLS = ["schemathesis==4.32.5", "openapi-python-client==0.29.1"] as const;

const hash = createHash("sha256")
  .update(JSON.stringify([TOOLS, RECIPE.python]))
  .digest("hex")
  .slice(0, 8);

/** A folder of programs inside the world's tree. */
export const apiTools = `/opt/api-tools-${hash}`;

/** Others' programs that read the document of the API: only those who test it need them. Quick when they are there. */
export async function provisionApiTools(): Promise<void> {
  await using _held = await lock(worldTree);
  const marker = join(worldTree, apiTools, WHOLE);
  if ((await readFile(marker, "utf8").catch(() => "")) === hash) return;
  await step("what reads the API's document, once on this machine", async () => {
    const within = (...argv: string[]) =>
      runInside({ tree: worldTree, argv, env: { UV_NO_CACHE: "1", UV_LINK_MODE: "copy" } });
    await mkdir(join(worldTree, apiTools), { recursive: true });
    await within(UV, "venv", "--clear", "--python", `/usr/bin/python${RECIPE.python}`, apiTools);
    await within(UV, "pip", "install", "--python", `${apiTools}/bin/python`, ...TOOLS);
    await writeFile(marker, hash);
  });
}
