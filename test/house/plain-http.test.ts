import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Browsers give these to https and localhost only; most homes are opened by http://homeassistant.local:8123. */
const SECURE_ONLY =
  /\b(randomUUID|crypto\.subtle|navigator\.(clipboard|serviceWorker|share|storage|locks|credentials|wakeLock))\b/;
/** Keeps the page's files where that is given, and goes without elsewhere: test/browser/navigation.test.ts. */
const MAY_GO_WITHOUT = "frontend-card/page/offline/shell.ts";

it("uses nothing on the page that a browser keeps from plain HTTP", () => {
  const files = globSync("frontend-card/**/*.ts").filter((path) => !path.endsWith(".test.ts"));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((path) => SECURE_ONLY.test(readFileSync(path, "utf8")))).toEqual([MAY_GO_WITHOUT]);
  expect(readFileSync(MAY_GO_WITHOUT, "utf8")).toContain('"serviceWorker" in navigator');
});

it("writes no style into markup, which the page's policy forbids: page/look/styled.ts sets it instead", () => {
  const files = globSync("frontend-card/**/*.ts").filter((path) => !path.endsWith(".test.ts"));
  expect(files.filter((path) => /style-map|\sstyle=/.test(readFileSync(path, "utf8")))).toEqual([]);
});
