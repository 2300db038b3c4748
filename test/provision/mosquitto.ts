import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot, worldTree } from "./cache.ts";
import { runInside } from "./chroot.ts";
import { exists, makeDebianTree } from "./debian.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { step } from "./step.ts";
import { install, packageDirIn } from "./tree.ts";

const RECIPE = { revision: 1, suite: "trixie", packages: ["mosquitto", "mosquitto-clients"] } as const;
/** What Home Assistant's own manifest asks for. */
const PAHO = "2.1.0";

const hash = createHash("sha256").update(JSON.stringify(RECIPE)).digest("hex").slice(0, 12);
const WHOLE = ".homeops-whole";

export const mosquittoTree = join(cacheRoot, `mosquitto-${hash}`);

/** A small Debian with a Mosquitto in it, and what Home Assistant speaks to one with: only those who test MQTT need them. */
export async function provisionMosquitto(): Promise<void> {
  await provisionPaho();
  await using _held = await lock(mosquittoTree);
  if ((await readFile(join(mosquittoTree, WHOLE), "utf8").catch(() => "")) === hash) return;
  await step("a Mosquitto, once on this machine", async () => {
    await deleteTree(mosquittoTree);
    await makeDebianTree(mosquittoTree, RECIPE.suite);
    await install(mosquittoTree, RECIPE.packages);
    await writeFile(join(mosquittoTree, WHOLE), hash);
  });
}

async function provisionPaho(): Promise<void> {
  await using _held = await lock(worldTree);
  if (await exists(join(packageDirIn(worldTree), `../paho_mqtt-${PAHO}.dist-info/METADATA`))) return;
  await step("Home Assistant's MQTT client, once on this machine", () =>
    runInside({
      tree: worldTree,
      argv: ["/opt/ha/bin/uv", "pip", "install", "--python", "/opt/ha/bin/python", `paho-mqtt==${PAHO}`],
      env: { UV_NO_CACHE: "1", UV_LINK_MODE: "copy" },
    }),
  );
}
