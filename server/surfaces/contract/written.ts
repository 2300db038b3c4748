import { existsSync, readFileSync } from "node:fs";
import type { Capability } from "#server/capability.ts";
import { openApi } from "./open-api.ts";

export const FILE = new URL("../../../docs/openapi.json", import.meta.url);

export const written = (capabilities: readonly Capability[]): string =>
  `${JSON.stringify(openApi(capabilities), undefined, 2)}\n`;

export const isFresh = (capabilities: readonly Capability[]): boolean =>
  existsSync(FILE) && readFileSync(FILE, "utf8") === written(capabilities);
