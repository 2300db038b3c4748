import { basename } from "node:path";
import { expect, it } from "vitest";
import { trackedFiles } from "./tracked-files.ts";

it("has no second config.*, because the Supervisor takes each for an app", () => {
  const manifests = trackedFiles().filter((path) => /^config\.(json|ya?ml)$/.test(basename(path)));
  expect(manifests.filter((path) => path !== "config.yaml" && !isOverlooked(path))).toEqual([]);
});

/** The Supervisor does not look into dot-folders and rootfs. */
function isOverlooked(path: string): boolean {
  return path.split("/").some((part) => part === "rootfs" || (part.startsWith(".") && part.length > 1));
}
