import { readFileSync } from "node:fs";
import path from "node:path";
import { worldTree } from "../provision/cache.ts";
import { runInside, SHARED } from "../provision/chroot.ts";

/** Core itself brings a recorder file to each later schema, as it does when it starts on it; a copy of each stays beside it, `file.version`. */
export async function migrateRecorder(file: string, { from, to }: { from: number; to: number }): Promise<void> {
  const script = readFileSync(new URL("./recorder_migrate.py", import.meta.url), "utf8");
  await runInside({
    tree: worldTree,
    share: path.dirname(file),
    argv: ["/opt/ha/bin/python", "-c", script, path.join(SHARED, path.basename(file)), String(from), String(to)],
  });
}
