import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { ROOT } from "../provision/app-recipe.ts";
import { lintFaults } from "./linter-rules.ts";
import { Manifest, securityRating, Translation, type Words } from "./supervisor-rules.ts";

const file = (name: string) => readFileSync(path.join(ROOT, name), "utf8");
const written = z.record(z.string(), z.unknown()).parse(parse(file("config.yaml")));
const app = Manifest.parse(written);
const hasProfile = existsSync(path.join(ROOT, "apparmor.txt"));

/** Every option by its name, nested ones with a dot. */
const names = (schema: Manifest["schema"], above = ""): string[] =>
  Object.entries(schema).flatMap(([name, element]) => [
    above + name,
    ...(typeof element === "object" && !Array.isArray(element) ? names(element, `${above}${name}.`) : []),
  ]);
const told = (words: Record<string, Words>, above = ""): string[] =>
  Object.entries(words).flatMap(([name, { fields }]) => [above + name, ...told(fields ?? {}, `${above}${name}.`)]);

describe("the app's manifest", () => {
  it("is taken by the Supervisor, and faultless for the linter", () => {
    expect(lintFaults(written, app)).toEqual([]);
    expect(app.version).toBe(packageJson.version);
    expect([...app.arch].sort()).toEqual(["aarch64", "amd64"]);
  });

  it("has a security rating of 8 of 8", () => {
    expect(securityRating(app, { hasProfile })).toBe(8);
  });

  it.each([
    ["without its profile", app, false, 7],
    ["with the machine's network", { ...app, host_network: true }, true, 7],
    ["as an administrator of the Supervisor", { ...app, hassio_role: "admin" }, true, 6],
    ["without ingress, on a port of the machine", { ...app, ingress: false, ports: { "8099/tcp": 8099 } }, true, 6],
    ["with Docker in its hands", { ...app, docker_api: true }, true, 1],
  ] as const)("would have less %s", (_, other, profile, rating) => {
    expect(securityRating(other, { hasProfile: profile })).toBe(rating);
  });

  it("never asks for Home Assistant's own folder, and only reads what it is given", () => {
    expect(app.map).toEqual([{ type: "share", read_only: true }]);
  });

  it("has a default for every option that must be there, nested ones too", () => {
    const needed = Object.entries(app.schema).filter(
      ([, element]) => typeof element !== "string" || !element.endsWith("?"),
    );
    expect(Object.keys(app.options).sort()).toEqual(needed.map(([name]) => name).sort());
  });

  it("listens for ingress where the image does, and has the same address everywhere", () => {
    expect(file("Dockerfile")).toContain(`HOMEOPS_INGRESS_PORT=${app.ingress_port}`);
    expect(file("Dockerfile")).toContain(`image.source="${app.url}"`);
    expect(parse(file("repository.yaml"))).toMatchObject({ name: app.name, url: app.url });
    expect(app.image).toBe(`ghcr.io/${new URL(app.url).pathname.slice(1)}`);
    expect(JSON.parse(file("hacs.json"))).toMatchObject({ name: app.name, homeassistant: app.homeassistant });
  });
});

describe("its translations", () => {
  const languages = readdirSync(path.join(ROOT, "translations"));

  it("are there in English and German", () => {
    expect(languages).toEqual(expect.arrayContaining(["en.yaml", "de.yaml"]));
  });

  it.each(languages)("in %s name every option and port, and no other", (language) => {
    const { configuration, network = {} } = Translation.parse(parse(file(`translations/${language}`)));
    expect(told(configuration).sort()).toEqual(names(app.schema).sort());
    expect(Object.keys(network)).toEqual(Object.keys(app.ports ?? {}));
  });
});

describe("the schema of options", () => {
  it.each(["int(1,)?", "list(a|b)", "password?", "float(0.1,)?", "match(^a$)", "url?"])("takes %s", (element) => {
    expect(Manifest.shape.schema.safeParse({ one: element }).success).toBe(true);
  });

  it.each(["integer", "list()", "int(a,b)", "str (1,2)", "bool??"])("refuses %s, as the Supervisor does", (element) => {
    expect(Manifest.shape.schema.safeParse({ one: element }).success).toBe(false);
  });
});
