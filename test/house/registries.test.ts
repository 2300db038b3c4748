import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { trackedFiles } from "./tracked-files.ts";

/** Put together here, so that this file does not name them either. */
const HOSTS = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["pypi", "org"],
  ["files", "pythonhosted", "org"],
].map((labels) => labels.join("."));

it("leaves it to the machine where packages come from", () => {
  const naming = trackedFiles().filter((path) => {
    const text = readFileSync(path, "latin1");
    return HOSTS.some((host) => text.includes(host));
  });
  expect(naming).toEqual([]);
});
