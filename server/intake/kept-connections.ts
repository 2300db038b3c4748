import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "#server/whole-file.ts";
import type { World } from "#server/world.ts";
import type { ConnectionRow } from "./queries.ts";

const Row: z.ZodType<ConnectionRow> = z.object({
  id: z.uuid(),
  home_id: z.int(),
  name: z.string(),
  url: z.string(),
  encrypted_token: z.string(),
  home_assistant_version: z.string().nullable(),
  supported_features: z.array(z.string()).nullable(),
  last_connected_at: z.string().nullable(),
  last_seen_at: z.string().nullable(),
});

/**
 * The connections as the database had them, tokens sealed as there, so that a start without the database listens to its homes all
 * the same. Lost or torn, it costs that alone.
 */
export function keptConnections({ options, log }: Pick<World, "options" | "log">) {
  const file = path.join(options.dataFolder, "connections.kept");
  return {
    keep(rows: readonly ConnectionRow[]): void {
      try {
        writeWhole(file, JSON.stringify(rows));
      } catch (error) {
        log.warn("the connections could not be noted for a start without the database", { error });
      }
    },
    read(): ConnectionRow[] {
      try {
        return existsSync(file) ? z.array(Row).parse(JSON.parse(readFileSync(file, "utf8"))) : [];
      } catch {
        return [];
      }
    },
  };
}
