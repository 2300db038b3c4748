import { existsSync, readFileSync } from "node:fs";
import type { Capability } from "#server/capability.ts";
import { checkPages } from "./check-pages.ts";
import { namesInPython } from "./names-in-python.ts";
import { openApi } from "./open-api.ts";
import { seedMap } from "./seed-names.ts";

const inRepository = (file: string) => new URL(`../../../${file}`, import.meta.url);

/** The files that are made from the contract, by their name in the repository. */
const FILES: Readonly<Record<string, (capabilities: readonly Capability[]) => string>> = {
  "docs/openapi.json": (capabilities) => `${JSON.stringify(openApi(capabilities), undefined, 2)}\n`,
  "custom_components/homeops/contract.py": namesInPython,
  "docs/seed-map.md": seedMap,
  ...checkPages,
};

export const written = (capabilities: readonly Capability[]): { file: URL; text: string }[] =>
  Object.entries(FILES).map(([file, write]) => ({ file: inRepository(file), text: write(capabilities) }));

/** The names of those that are not as they would be written now. */
export const staleFiles = (capabilities: readonly Capability[]): string[] =>
  Object.entries(FILES)
    .filter(([file, write]) => read(inRepository(file)) !== write(capabilities))
    .map(([file]) => file);

const read = (file: URL): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
