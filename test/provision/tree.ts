import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runInside } from "./chroot.ts";
import { makeDebianTree } from "./debian.ts";
import { RECIPE } from "./recipe.ts";
import { step } from "./step.ts";

const PYTHON = "/opt/ha/bin/python";
const UV = "/opt/ha/bin/uv";

/** A Debian with Home Assistant and PostgreSQL in it, not yet onboarded. */
export async function makeTree(tree: string): Promise<void> {
  await makeDebianTree(tree);
  await step("installing Python and what the demo integration needs", () => install(tree, RECIPE.packages));
  await step(`installing PostgreSQL ${RECIPE.postgres} with pgvector`, async () => {
    await mkdir(join(tree, "etc/postgresql-common"), { recursive: true });
    await appendFile(join(tree, "etc/postgresql-common/createcluster.conf"), "\ncreate_main_cluster = false\n");
    await install(tree, RECIPE.postgresPackages);
  });
  await step(`installing Home Assistant ${RECIPE.homeAssistant}`, () => installHomeAssistant(tree));
  await runInside({ tree, argv: ["apt-get", "clean"] });
}

export async function install(tree: string, packages: readonly string[]): Promise<void> {
  const aptInstall = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"];
  // No daemon may start inside the tree.
  await writeFile(join(tree, "usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  await runInside({ tree, argv: [...aptInstall, ...packages] });
}

async function installHomeAssistant(tree: string): Promise<void> {
  const within = (...argv: string[]) => runInside({ tree, argv, env: { UV_NO_CACHE: "1", UV_LINK_MODE: "copy" } });
  await within(`python${RECIPE.python}`, "-m", "venv", "/opt/ha");
  await within("/opt/ha/bin/pip", "install", "--quiet", "uv");
  await within(UV, "pip", "install", "--python", PYTHON, `homeassistant==${RECIPE.homeAssistant}`);
  const constraints = `/opt/ha/lib/python${RECIPE.python}/site-packages/homeassistant/package_constraints.txt`;
  await within(UV, "pip", "install", "--python", PYTHON, "--constraint", constraints, ...RECIPE.demoNeeds);
  // An older Python makes the resolver pick an old Home Assistant without a word.
  const installed = await within(PYTHON, "-c", "import homeassistant.const; print(homeassistant.const.__version__)");
  if (installed.trim() !== RECIPE.homeAssistant) {
    throw new Error(`Home Assistant ${installed.trim()} was installed where ${RECIPE.homeAssistant} was asked for.`);
  }
}

/** The installed `homeassistant` package on disk, so that tests can read the source they rely on. */
export function packageDirIn(tree: string): string {
  return join(tree, `opt/ha/lib/python${RECIPE.python}/site-packages/homeassistant`);
}
