import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { trackedFiles } from "./tracked-files.ts";

const LINES_AT_MOST = 250;
const GENERATED = /^(db\/schema\.sql|docs\/|custom_components\/homeops\/contract\.py)/;

it("keeps every file short enough to be read at once", () => {
  const sources = trackedFiles().filter((path) => /\.(ts|mjs|sql|py)$/.test(path) && !GENERATED.test(path));
  const tooLong = sources
    .map((path) => ({ path, lines: readFileSync(path, "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > LINES_AT_MOST);
  expect(tooLong).toEqual([]);
});
