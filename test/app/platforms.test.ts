import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "../provision/app-recipe.ts";
import { command } from "../provision/command.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      cpu: z.union([z.string(), z.array(z.string())]).optional(),
      hasInstallScript: z.boolean().optional(),
      integrity: z.string().optional(),
    }),
  ),
});
const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")));
/** What the image installs: see the Dockerfile. */
const installed = Object.entries(packages).filter(([at, { dev, optional }]) => at !== "" && !dev && !optional);

describe("what the image installs", () => {
  it("runs on every processor as it is: no package is for one of them, and none builds itself", () => {
    expect(installed.length).toBeGreaterThan(20);
    expect(installed.filter(([, { cpu, hasInstallScript }]) => cpu || hasInstallScript)).toEqual([]);
    expect(installed.filter(([, { integrity }]) => !integrity)).toEqual([]);
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
    expect(packages["node_modules/@esbuild/linux-arm64"]?.integrity).toBeDefined();
  });
});
