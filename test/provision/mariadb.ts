import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mariadbTree } from "./cache.ts";
import { runInside } from "./chroot.ts";
import { makeDebianTree } from "./debian.ts";
import { deleteTree } from "./delete-tree.ts";
import { lock } from "./lock.ts";
import { step } from "./step.ts";

const WHOLE = ".homeops-whole";

/** A small Debian with a MariaDB in it, apart from the test world: only those who keep a recorder there need one. */
export async function provisionMariaDb(): Promise<void> {
  await using _held = await lock(mariadbTree);
  if ((await readFile(join(mariadbTree, WHOLE), "utf8").catch(() => undefined)) !== undefined) return;
  await step("a MariaDB, once on this machine", async () => {
    await deleteTree(mariadbTree);
    await makeDebianTree(mariadbTree);
    await writeFile(join(mariadbTree, "usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
    const install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "mariadb-server"];
    await runInside({ tree: mariadbTree, argv: install });
    await runInside({ tree: mariadbTree, argv: ["apt-get", "clean"] });
    await writeFile(join(mariadbTree, WHOLE), "");
  });
}
