import { z } from "zod";

export const Nothing = z.strictObject({});

export const Greeting = z
  .object({
    version: z.string(),
    schema: z.object({ min: z.int(), max: z.int() }).meta({ description: "the contracts that this server speaks" }),
    homes: z.array(
      z.object({
        home: z.int(),
        key: z.string().meta({ description: "the same for ever, also where the memory has moved to another server" }),
        name: z.string(),
      }),
    ),
  })
  .meta({ id: "Greeting" });

const troubles = ["database_away", "disk_full", "size_limit", "token_refused", "gaps"] as const;
const Trouble = z.object({
  code: z.enum(troubles),
  sentence: z.string(),
  from: z.string().nullable().meta({ description: "of gaps: when the first one began" }),
  to: z.string().nullable().meta({ description: "of gaps: when the last one ended" }),
});
export type Trouble = z.infer<typeof Trouble>;

export const HomeState = z
  .object({
    home: z.int(),
    version: z.string(),
    connection: z.enum(["connecting", "live", "catching_up", "refused", "unreachable", "stopped"]),
    memory_bytes: z.int().nullable().meta({ description: "of the whole server: database, spill and data folder" }),
    lag_ms: z.int().nullable().meta({ description: "from event to durable, 99 of 100 in the last minute" }),
    paused_until: z
      .string()
      .nullable()
      .meta({ description: "of which nothing is remembered until then, as somebody wished" }),
    events_per_minute: z.int().nullable().meta({ description: "null while remembering is paused" }),
    import_percent: z.int().nullable().meta({ description: "of the past; null where no import goes on or was" }),
    last_event_at: z.string().nullable().meta({ description: "to the minute" }),
    coverage_percent: z.number().nullable().meta({ description: "how much of the last 24 hours was recorded" }),
    backup_at: z.string().nullable().meta({ description: "when the memory was last written for a backup" }),
    troubles: z.array(Trouble).meta({ description: "what somebody should mend, as long as it is so" }),
  })
  .meta({ id: "HomeState" });
export type HomeState = z.infer<typeof HomeState>;

const toldKinds = ["state", "automation", "action", "other"] as const;
export const FollowTold = z.strictObject({
  kinds: z.array(z.enum(toldKinds)).min(1).optional().meta({ description: "left out: all of them" }),
});
export const ToldEvent = z
  .object({
    event: z.uuid(),
    at: z.string(),
    kind: z.enum(toldKinds),
    sentence: z.string(),
    entity_id: z.string().nullable(),
    area: z.string().nullable(),
  })
  .meta({ id: "ToldEvent" });
export type ToldEvent = z.infer<typeof ToldEvent>;

export const Filled = z
  .object({
    gaps: z.int().meta({ description: "how many were asked for again" }),
    stored: z.int().meta({ description: "events that were not known before" }),
  })
  .meta({ id: "FilledGaps" });
