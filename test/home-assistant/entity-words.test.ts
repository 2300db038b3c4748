import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { byClass } from "#server/store/memory/sentences/meaning/classes.ts";
import { clocks, measured } from "#server/store/memory/sentences/meaning/measured.ts";
import { byDomain, used } from "#server/store/memory/sentences/meaning/states.ts";
import { worldTree } from "../provision/cache.ts";

const script = readFileSync(new URL("./entity_words.py", import.meta.url), "utf8");
const python = [worldTree, "/opt/ha/bin/python", "-"];
const installed: { domains: string[]; classes: Record<string, string[]> } = JSON.parse(
  execFileSync("chroot", python, { input: script, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] }),
);

it("has words for every entity domain of the installed Core", () => {
  expect(installed.domains.length).toBeGreaterThan(55);
  const known = new Set([...Object.keys(byDomain), ...Object.keys(used)]);
  expect(installed.domains.filter((domain) => !known.has(domain))).toEqual([]);
});

it("has words for every device class, but for numbers, which are not told one by one", () => {
  const numbers = (domain: string, name: string) =>
    (domain === "sensor" && (measured.has(name) || clocks.has(name))) || (domain === "number" && measured.has(name));
  const all = Object.entries(installed.classes).flatMap(([domain, names]) =>
    names.map((name) => [domain, name] as const),
  );
  expect(all.length).toBeGreaterThan(150);
  const wordless = all.filter(
    ([domain, name]) => !numbers(domain, name) && !Object.hasOwn(byClass, `${domain}.${name}`),
  );
  expect(wordless.map((pair) => pair.join("."))).toEqual([]);
});
