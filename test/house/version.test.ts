import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const PLACES = ["package.json", "package-lock.json", "config.yaml", "custom_components/homeops/manifest.json"];

it("has one version number", () => {
  const versions = PLACES.filter(existsSync).map((path) => {
    const version = readFileSync(path, "utf8").match(/^\s*"?version"?:\s*"?([^",\s]+)/m)?.[1];
    return { path, version };
  });
  const first = versions[0]?.version;
  expect(first).toMatch(/^\d+\.\d+\.\d+/);
  expect(versions.filter(({ version }) => version !== first)).toEqual([]);
});
