import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { importsOf } from "../house/imports.ts";
import { type AppImage, ARCH, provisionApp, treeBytes } from "../provision/app-image.ts";
import { command } from "../provision/command.ts";
import { lendMachine } from "../provision/machine-settings.ts";
import { lockedPackages } from "./locked-packages.ts";

const MOST_BYTES = 450e6;

let image: AppImage;
beforeAll(async () => {
  image = await provisionApp();
}, 600_000); // it is built the first time

const inImage = (...names: string[]) => path.join(image.rootfs, ...names);
const app = (...names: string[]) => inImage("opt/homeops", ...names);

describe("the app's image", () => {
  it("takes at most 450 MB unpacked, beyond what it is built on", async () => {
    const bytes = (await treeBytes(image.rootfs)) - image.baseBytes;
    expect(bytes).toBeGreaterThan(100e6); // a Node alone is larger: something was measured
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it("tells the Supervisor what it is", () => {
    expect(image.Labels).toMatchObject({
      "io.hass.type": "app",
      "io.hass.version": manifest.version,
      "io.hass.arch": ARCH,
      "org.opencontainers.image.version": manifest.version,
      "org.opencontainers.image.licenses": manifest.license,
    });
  });

  it("starts the server with the words of npm start", () => {
    const started = (text: string) => /exec (env .* node .*)$/m.exec(text)?.[1];
    const words = started(readFileSync(app("addon/entrypoint"), "utf8"));
    expect(words).toContain("server/main.ts");
    expect(words).toBe(started(manifest.scripts.start));
  });

  it("has what each of its sources imports", () => {
    const sources = readdirSync(app(), { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("node_modules"),
    );
    expect(sources).toContain("server/main.ts");
    const missing = sources.flatMap((file) => {
      const text = readFileSync(app(file), "utf8").replace(/^import type .*$/gm, "");
      return importsOf(file, text).filter((wanted) => !existsSync(app(wanted)));
    });
    expect(missing).toEqual([]);
  });

  it("leaves out what builds and tests, a compiler of queries and the embedded database", () => {
    const packages = lockedPackages();
    const isThere = ({ folder }: { folder: string }) => existsSync(app(folder));
    const isEmbedded = ({ folder }: { folder: string }) => folder.startsWith("node_modules/@electric-sql/");
    expect(packages.filter((one) => !one.isInImage || isEmbedded(one)).filter(isThere)).toEqual([]);
    expect(packages.filter((one) => one.isInImage && !isEmbedded(one) && !isThere(one))).toEqual([]);
    const files = readdirSync(app(), { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => !file.startsWith("node_modules") && /testing\.ts$|\.test\.ts$/.test(file))).toEqual(
      [],
    );
    const libraries = readdirSync(inImage("usr/lib"), { recursive: true, encoding: "utf8" });
    expect(libraries.filter((file) => /libLLVM|libz3|llvmjit/.test(file))).toEqual([]);
  });

  it("carries no key, and nothing of the machine that built it", async () => {
    await using machine = await lendMachine();
    const lines = ["npmrc", "apt.conf"].flatMap((name) =>
      readFileSync(path.join(machine.path, name), "utf8").trim().split("\n"),
    );
    const secrets = [
      "BEGIN PRIVATE KEY",
      "BEGIN RSA PRIVATE KEY",
      "BEGIN EC PRIVATE KEY",
      ...lines.filter((line) => line !== ""),
    ];
    const patterns = secrets.flatMap((text) => ["-e", text]);
    const found = await command(["sh", "-c", 'grep -rIlF "$@" || [ $? = 1 ]', "grep", ...patterns, image.rootfs]);
    expect(found).toBe("");
    expect(readdirSync(inImage("data"))).toEqual([]);
  });
});
