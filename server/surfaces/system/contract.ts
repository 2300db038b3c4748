import { z } from "zod";
import { ConnectionShown } from "#server/intake/contract.ts";
import { ErrandShown, SizeShown } from "#server/intake/control/contract.ts";
import { ImportShown } from "#server/intake/recorded/contract.ts";
import { EmbeddingShown } from "#server/store/memory/embed/contract.ts";

export const SystemStatus = z
  .object({
    version: z.string(),
    started_at: z.string(),
    engine: z.object({
      name: z.enum(["postgresql", "embedded"]),
      version: z.string(),
      bytes: z.int(),
      events: z.int().meta({ description: "counted up to some half a million, estimated beyond" }),
      state: z.enum(["up", "away"]),
      reason: z.string().nullable().meta({ description: "a sentence that says why it is away" }),
      kind: z
        .enum(["own", "external", "embedded"])
        .meta({ description: "own: a PostgreSQL that HomeOps runs; external: one by address" }),
      disk: z.enum(["ssd", "hdd", "sd", "emmc", "unknown"]).meta({ description: "what the data folder lies on" }),
      commit_seconds: z.number().meta({ description: "how long an event waits for others to be written with" }),
    }),
    queue: z.object({
      waiting: z.int(),
      bound: z.int(),
      spilled: z.int().meta({ description: "events in the spill file, durable but not yet in the database" }),
      spilled_bytes: z.int(),
      shed: z.int().meta({ description: "events ever lost, each of them inside a gap that says why" }),
      dead: z
        .int()
        .meta({ description: "events that could not be stored, kept aside with the reason: memory/dead-letters" }),
      reason: z
        .string()
        .nullable()
        .meta({ description: "a sentence, where events are neither stored nor spilled and only memory holds them" }),
      stored: z.int().meta({ description: "events stored since the start" }),
    }),
    lag_ms: z.number().nullable().meta({ description: "from event to durable, 99 of 100 in the last minute" }),
    memory_bytes: z.int(),
    disk_free_bytes: z.int(),
    checked_at: z.string(),
    import: z.object({
      state: z.enum(["none", "running", "done"]),
      done: z.int(),
      remaining: z.int().nullable(),
      rate: z.number().nullable(),
    }),
    recorder_import: ImportShown.nullable().meta({
      description: "the import from a recorder's file or database that goes on",
    }),
    gaps: z
      .array(z.object({ home: z.int(), from: z.string(), to: z.string(), reason: z.string(), missing: z.string() }))
      .meta({ description: "the latest spans that nobody recorded" }),
    pauses: z
      .array(z.object({ home: z.int(), paused_since: z.string(), paused_until: z.string() }))
      .meta({ description: "homes of which nothing is remembered just now, as somebody wished" }),
    errands: z
      .array(ErrandShown)
      .meta({ description: "what is being removed in the background, as somebody wished; the first one goes on" }),
    embedding: EmbeddingShown,
    size: SizeShown.nullable().meta({ description: "null until it is measured" }),
    connections: z.array(ConnectionShown),
    options: z.object({
      wrong: z.array(z.string()).meta({ description: "a sentence for each option of the app that is not heeded" }),
      waiting: z.array(z.string()).meta({ description: "a sentence for each that holds after the next start" }),
    }),
    tls: z
      .object({
        fingerprint: z.string().meta({
          description: "SHA-256 of the certificate that the API port shows, as in AB:CD:…; the integration pins it",
        }),
        valid_until: z.string(),
        source: z.enum(["made", "given"]).meta({ description: "made: by HomeOps itself; given: somebody's own" }),
      })
      .nullable()
      .meta({ description: "null inside the app, where the port is reached in the Supervisor's network only" }),
    app: z
      .object({
        integration: z.enum(["present", "installed", "absent", "unknown"]),
        marketplace: z
          .boolean()
          .meta({ description: "whether Home Assistant could install the integration by itself" }),
      })
      .nullable()
      .meta({ description: "inside the app alone" }),
    you: z.object({
      may_change: z.boolean().meta({ description: "whether who asks may change what is kept and connected" }),
      is_guest: z.boolean().meta({ description: "sees chosen rooms alone" }),
      may_pause_minutes: z.int().meta({ description: "for how long they may pause remembering" }),
    }),
  })
  .meta({ id: "SystemStatus" });
export type SystemStatus = z.infer<typeof SystemStatus>;
