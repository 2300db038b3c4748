import { z } from "zod";
import { SystemStatus } from "../contract.ts";

const Count = z.object({ name: z.string(), rows: z.int(), bytes: z.int() });

export const SupportBundle = z
  .object({
    made_at: z.string(),
    versions: z.object({
      homeops: z.string(),
      node: z.string(),
      database: z.string(),
      home_assistant: z.array(z.string()),
    }),
    machine: z.object({
      platform: z.string(),
      cpus: z.int(),
      memory_bytes: z.int(),
      memory_free_bytes: z.int(),
      disk_free_bytes: z.int(),
      uptime_seconds: z.int(),
    }),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    status: SystemStatus.pick({
      engine: true,
      queue: true,
      lag_ms: true,
      memory_bytes: true,
      import: true,
      embedding: true,
      size: true,
    }),
    connections: z.array(z.object({ state: z.string(), entities: z.int(), clock_skew_seconds: z.number().nullable() })),
    health: z.object({ database: z.enum(["up", "away"]), gaps: z.int(), pauses: z.int(), dead_letters: z.int() }),
    schema: z.object({ steps: z.int(), known_steps: z.int(), is_as_expected: z.boolean().nullable() }),
    tables: z.array(Count).meta({ description: "estimated rows, and bytes with indexes" }),
    timings_ms: z.record(z.string(), z.number()),
    log: z.array(z.string()).meta({ description: "the last lines of HomeOps' own log, without names and values" }),
  })
  .meta({ id: "SupportBundle" });
export type SupportBundle = z.infer<typeof SupportBundle>;
