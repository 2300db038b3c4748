import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { worldTree } from "./cache.ts";
import { runInside } from "./chroot.ts";
import { RECIPE } from "./recipe.ts";
import { step } from "./step.ts";

const UV = "/opt/ha/bin/uv";
const WHOLE = ".homeops-whole";
const LINT = ["ruff==0.17.6", "mypy==2.4.1"];

/**
 * Both ends of what the integration runs on. The plugin has had no release for the newer one yet: its last one is told to take it,
 * and test/integration/run.py mends the rest. `assist` is what Core's manifest of its conversation integration asks for.
 */
export const CORES = [
  { core: "2026.8.0", plugin: "0.13.354", assist: ["hassil==3.11.0", "home-assistant-intents==2026.7.30"] },
  {
    core: RECIPE.homeAssistant,
    plugin: "0.13.375",
    assist: ["hassil==3.12.1", "home-assistant-intents==2026.10.27", "gazetteer-matcher==1.1.0"],
  },
] as const;

export type CoreUnderTest = (typeof CORES)[number];

/** Where the Python of this Core lies inside the tree. */
export const pythonOf = (it: CoreUnderTest) => `${folderOf(it)}/bin/python`;

/** Inside a world that is whole and locked; quick when they are there. */
export async function provisionPytest(): Promise<void> {
  for (const it of CORES) {
    const marker = join(worldTree, folderOf(it), WHOLE);
    if ((await readFile(marker, "utf8").catch(() => "")) === WHOLE) continue;
    await step(`pytest with Home Assistant ${it.core}`, () => install(it));
    await writeFile(marker, WHOLE);
  }
}

async function install(it: CoreUnderTest): Promise<void> {
  const within = (...argv: string[]) =>
    runInside({ tree: worldTree, argv, env: { UV_NO_CACHE: "1", UV_LINK_MODE: "copy" } });
  const folder = folderOf(it);
  await mkdir(join(worldTree, folder), { recursive: true });
  await within(UV, "venv", "--clear", "--python", `/usr/bin/python${RECIPE.python}`, folder);
  await writeFile(join(worldTree, folder, "core.txt"), `homeassistant==${it.core}\n`);
  const asked = [
    `homeassistant==${it.core}`,
    `pytest-homeassistant-custom-component==${it.plugin}`,
    ...it.assist,
    ...LINT,
  ];
  await within(UV, "pip", "install", "--python", pythonOf(it), "--override", `${folder}/core.txt`, ...asked);
}

function folderOf(it: CoreUnderTest): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([it, LINT]))
    .digest("hex");
  return `/opt/pytest-${it.core}-${hash.slice(0, 8)}`;
}
