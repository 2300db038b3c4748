import { mkdirSync, writeFileSync } from "node:fs";
import { capabilities } from "#server/capabilities.ts";
import { FILE, isFresh, written } from "./written.ts";

if (!process.argv.includes("--check")) {
  mkdirSync(new URL(".", FILE), { recursive: true });
  writeFileSync(FILE, written(capabilities));
} else if (!isFresh(capabilities)) {
  console.error("docs/openapi.json is stale: run `npm run contract` and read what changed");
  process.exitCode = 1;
}
