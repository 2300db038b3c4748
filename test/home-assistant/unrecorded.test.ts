import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { worldTree } from "../provision/cache.ts";

it("knows what the installed Core declares unrecorded", () => {
  const script = readFileSync(new URL("./unrecorded_attributes.py", import.meta.url), "utf8");
  const declared = execFileSync("chroot", [worldTree, "/opt/ha/bin/python", "-"], { input: script, encoding: "utf8" });
  const known = readFileSync(new URL("../../server/intake/observe/unrecorded.json", import.meta.url), "utf8");
  expect(JSON.parse(known)).toEqual(JSON.parse(declared));
});
