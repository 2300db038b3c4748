import { readFile, realpath } from "node:fs/promises";
import { command } from "./command.ts";

/** Deletes a directory, but never follows a mount: a bound /dev or a data disk below it would be emptied too. */
export async function deleteTree(path: string): Promise<void> {
  const tree = await realpath(path).catch(() => undefined);
  if (!tree) return;
  const mounted = mountsBelow(tree, await readFile("/proc/mounts", "utf8"));
  if (mounted.length > 0) {
    throw new Error(`${tree} has ${mounted.join(", ")} mounted below it. Unmount that, then start again.`);
  }
  await command(["rm", "-rf", "--one-file-system", tree]);
}

export function mountsBelow(tree: string, mounts: string): string[] {
  return mounts
    .split("\n")
    .map((line) =>
      (line.split(" ")[1] ?? "").replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8))),
    )
    .filter((target) => target === tree || target.startsWith(`${tree}/`));
}
