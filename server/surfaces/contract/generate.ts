import { mkdirSync, writeFileSync } from "node:fs";
import { capabilities } from "#server/capabilities.ts";
import { staleFiles, written } from "./written.ts";

if (!process.argv.includes("--check")) {
  for (const { file, text } of written(capabilities)) {
    mkdirSync(new URL(".", file), { recursive: true });
    writeFileSync(file, text);
  }
} else {
  const stale = staleFiles(capabilities);
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(", ")}; run \`npm run contract\` and read what changed`);
    process.exitCode = 1;
  }
}
