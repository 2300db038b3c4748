import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { importsOf } from "./imports.ts";
import { trespass } from "./ranks.ts";
import { trackedFiles } from "./tracked-files.ts";

it("lets a room import only from upstream, and from a sibling only its contract", () => {
  const sources = trackedFiles().filter((path) => /^(db|server)\/.*\.ts$/.test(path) && !path.endsWith(".test.ts"));
  const trespasses = sources.flatMap((path) =>
    importsOf(path, readFileSync(path, "utf8")).flatMap((imported) => trespass(path, imported) ?? []),
  );
  expect(trespasses).toEqual([]);
});

it.each([
  ["server/intake/observe/observe.ts", "server/store/memory/memory.ts", true],
  ["server/store/memory/memory.ts", "server/intake/observe/observe.ts", false],
  ["server/store/memory/memory.ts", "server/store/house/house.ts", false],
  ["server/store/memory/memory.ts", "server/store/house/contract.ts", true],
  ["server/store/memory/memory.ts", "server/store/memory/traces/keep.ts", true],
  ["server/store/memory/memory.ts", "server/clock.ts", true],
  ["server/store/memory/memory.ts", "server/homeops.ts", false],
  ["server/store/memory/memory.ts", "demo/home.ts", false],
  ["server/capability.ts", "db/database.ts", true],
  ["server/capability.ts", "server/store/memory/memory.ts", false],
  ["server/homeops.ts", "server/surfaces/http/http.ts", true],
  ["db/database.ts", "server/clock.ts", true],
])("judges %s importing %s", (importer, imported, isAllowed) => {
  expect(trespass(importer, imported) === undefined).toBe(isAllowed);
});

it("reads every form of import", () => {
  const source = `import type { A } from "#db/a.ts";
import {
  b,
} from "../b.ts";
export * from "./c.ts";
import "./d.ts";
const e = await import("./e.ts");`;
  expect(importsOf("server/store/x.ts", source)).toEqual([
    ...["db/a.ts", "server/b.ts", "server/store/c.ts", "server/store/d.ts", "server/store/e.ts"],
  ]);
});
