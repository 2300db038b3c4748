import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What git tracks or would track, by path from the root. */
export function trackedFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  return listed
    .toString()
    .split("\0")
    .filter((path) => path !== "" && existsSync(path));
}
