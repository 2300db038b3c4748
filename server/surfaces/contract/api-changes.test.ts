import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { capabilities } from "#server/capabilities.ts";
import { command } from "#server/command.ts";
import { SCHEMA_VERSIONS } from "#server/version.ts";
import { type Book, fingerprints } from "./fingerprints.ts";
import { openApi } from "./open-api.ts";

const inDocs = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");
const Baseline = z.object({ version: z.int(), commands: z.record(z.string(), z.string()) });

describe("the change log of the API", () => {
  const baseline = Baseline.parse(JSON.parse(inDocs("api-baseline.json")));
  const [, newest = ""] = inDocs("api-changes.md").split(/^## /m);

  it("tells of every command and feed that is new, gone or another than in the last version of the contract", () => {
    const now = fingerprints(openApi(capabilities) as Book);
    const names = new Set([...Object.keys(now), ...Object.keys(baseline.commands)]);
    const untold = [...names].filter(
      (name) => now[name] !== baseline.commands[name] && !newest.includes(`\`${name}\``),
    );
    expect(untold, "say in docs/api-changes.md, under its first heading, what changed for whoever asks these").toEqual(
      [],
    );
  });

  it("speaks of the version that the server greets with", () => {
    expect(newest.split("\n")[0]).toMatch(new RegExp(`^${SCHEMA_VERSIONS.max}\\b`));
    expect(baseline.version).toBeLessThanOrEqual(SCHEMA_VERSIONS.max);
  });
});

describe("what marks a command", () => {
  const made = (summary: string, output: z.ZodType, input: z.ZodType = z.strictObject({ n: z.int() })) => {
    const one = command({ name: "room/look", summary, input, output, run: async () => ({}) });
    return fingerprints(openApi([{ name: "room", commands: [one] }]) as Book)["room/look"];
  };
  const Thing = z.object({ a: z.int() }).meta({ id: "Thing" });
  const before = made("Looks", Thing);

  it("changes with its input, its answer, and what they refer to", () => {
    expect(made("Looks", Thing, z.strictObject({ n: z.string() }))).not.toBe(before);
    expect(made("Looks", z.object({ a: z.string() }).meta({ id: "Thing" }))).not.toBe(before);
    expect(made("Looks", z.object({ description: z.int() }))).not.toBe(made("Looks", z.object({ title: z.int() })));
  });

  it("does not change with what people read", () => {
    expect(made("Looks well", z.object({ a: z.int().meta({ description: "a number" }) }).meta({ id: "Thing" }))).toBe(
      before,
    );
  });
});
