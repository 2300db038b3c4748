import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../provision/app-recipe.ts";
import { command } from "../provision/command.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { lockedPackages } from "./locked-packages.ts";

const all = lockedPackages();
const installed = all.filter(({ isInImage }) => isInImage);

describe("what the image installs", () => {
  it("runs on every processor as it is: no package is for one of them, and none builds itself", () => {
    expect(installed.length).toBeGreaterThan(20);
    expect(installed.filter(({ cpu, hasInstallScript }) => cpu || hasInstallScript)).toEqual([]);
    expect(installed.filter(({ integrity }) => !integrity)).toEqual([]);
  });

  it("can be had for aarch64, without a line of native code in it", async () => {
    await using folder = await temporaryDirectory("aarch64");
    for (const name of ["package.json", "package-lock.json", ".npmrc"])
      await command(["cp", path.join(ROOT, name), folder.path]);
    const omitted = ["--omit=dev", "--omit=optional", "--ignore-scripts"];
    await command(["npm", "ci", "--silent", "--prefix", folder.path, "--os=linux", "--cpu=arm64", ...omitted]);
    const native = ["-name", "*.node", "-o", "-name", "binding.gyp", "-o", "-name", "*.so"];
    expect(await command(["find", path.join(folder.path, "node_modules"), ...native])).toBe("");
  });

  it("builds the page on aarch64 with the same tools", () => {
    const tool = all.find(({ folder }) => folder === "node_modules/@esbuild/linux-arm64");
    expect(tool?.integrity).toBeDefined();
  });
});
