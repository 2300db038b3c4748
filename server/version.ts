import { readFileSync } from "node:fs";
import { z } from "zod";

const Package = z.object({ version: z.string() });

export const { version } = Package.parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));

/** Which contracts this server speaks, told to whoever connects; raised when an old client would misread an answer. */
export const SCHEMA_VERSIONS = { min: 1, max: 1 } as const;
