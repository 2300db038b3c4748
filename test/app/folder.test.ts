import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../provision/app-recipe.ts";

const file = (name: string) => readFileSync(path.join(ROOT, name));
/** PNG, IHDR: width and height behind sixteen bytes. */
const size = (name: string) => [file(name).readUInt32BE(16), file(name).readUInt32BE(20)];

const Compose = z.object({
  services: z.object({
    homeops: z.object({
      image: z.string(),
      init: z.boolean(),
      ports: z.array(z.string()),
      environment: z.record(z.string(), z.string()),
    }),
  }),
});

describe("the app's folder", () => {
  it.each(["README.md", "DOCS.md", "CHANGELOG.md", "LICENSE", "apparmor.txt", "translations/en.yaml"])(
    "has %s",
    (name) => {
      expect(existsSync(path.join(ROOT, name))).toBe(true);
    },
  );

  it("has an icon and a logo of the sizes that the store shows", () => {
    expect(size("icon.png")).toEqual([128, 128]);
    expect(size("logo.png")).toEqual([250, 100]);
  });

  it("tells of every option that the app has in its documentation's table", () => {
    const { configuration } = z
      .object({ configuration: z.record(z.string(), z.object({ name: z.string() })) })
      .parse(parse(file("translations/en.yaml").toString()));
    const told = file("DOCS.md").toString();
    const names = Object.values(configuration).map(({ name }) => name);
    expect(
      names.filter((name) => !told.includes(`| ${name} |`) && name !== configuration.database_direct_url?.name),
    ).toEqual([]);
  });

  it("runs the same image alone, open on the port that speaks TLS, and in plain to nobody", () => {
    const { homeops } = Compose.parse(parse(file("compose.yaml").toString())).services;
    const { image } = z.object({ image: z.string() }).parse(parse(file("config.yaml").toString()));
    expect(homeops.image).toBe(`${image}:latest`);
    expect(homeops.init).toBe(true);
    expect(homeops.ports).toEqual(["8099:8099"]);
    expect(Object.keys(homeops.environment)).not.toContain("HOMEOPS_PLAIN_FROM");
  });

  it("publishes both platforms, signed, a stable and a beta channel", () => {
    const text = file(".github/workflows/publish.yaml").toString();
    const { jobs } = z
      .object({ jobs: z.record(z.string(), z.object({ permissions: z.record(z.string(), z.string()).optional() })) })
      .parse(parse(text));
    // Signing is done with the workflow's own identity, which needs this permission.
    for (const job of ["build", "publish"])
      expect(jobs[job]?.permissions).toMatchObject({ "id-token": "write", packages: "write" });
    expect(text.match(/architectures: '\["amd64", "aarch64"\]'/g)).toHaveLength(2);
    expect(text.match(/'beta' && 'beta' \|\| 'latest'/g)).toHaveLength(2);
  });
});
