import { expect, it } from "vitest";
import { trackedFiles } from "./tracked-files.ts";

/** A name that would fit any file tells nothing about this one. */
const NOWHERE = new Set(["utils", "helpers", "common", "misc", "manager", "handler", "service", "processor"]);
const NOT_ALONE = new Set(["data", "info", "types", "index"]);
const NAMED_BY_DESIGN = "frontend-card/data/";
const NAMED_BY_CUSTOM = "custom_components/homeops/data.py"; // what every integration calls the type of its runtime data

it("names files and folders for the idea inside", () => {
  expect(trackedFiles().filter((path) => !/\.d\.ts$|\/index\.html$/.test(path) && isNameless(path))).toEqual([]);
});

it.each([
  ["server/store/memory/utils.ts", true],
  ["server/battery-manager.ts", true],
  ["server/data/rows.ts", true],
  ["db/types.ts", true],
  ["frontend-card/data/findings.ts", false],
  ["server/store/memory/remember.ts", false],
])("judges %s", (path, expected) => {
  expect(isNameless(path)).toBe(expected);
});

function isNameless(path: string): boolean {
  return path
    .replace(NAMED_BY_DESIGN, "")
    .replace(NAMED_BY_CUSTOM, "")
    .split("/")
    .map((part) => part.replace(/\.(test\.)?\w+$/, ""))
    .some((name) => NOT_ALONE.has(name) || name.split(/[-_]/).some((word) => NOWHERE.has(word)));
}
