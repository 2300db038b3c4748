import { z } from "zod";

const ConnectionState = z.enum(["connecting", "live", "catching up", "refused", "unreachable", "stopped"]);

const MissingFeature = z.object({ feature: z.string(), sentence: z.string() });

export const ConnectionShown = z
  .object({
    id: z.uuid(),
    home: z.int(),
    name: z.string(),
    url: z.string(),
    state: ConnectionState,
    reason: z.string().nullable().meta({ description: "a sentence that says what is wrong and what to do" }),
    version: z.string().nullable(),
    features: z.array(z.string()),
    missing: z.array(MissingFeature).meta({ description: "what this Home Assistant or this token does not give" }),
    last_connected_at: z.string().nullable(),
    last_seen_at: z.string().nullable(),
    health: z
      .object({
        latency_ms: z.number().nullable(),
        uptime: z.number().meta({ description: "share of the last hour, 0 to 1" }),
        error_rate: z.number().meta({ description: "failed commands a minute" }),
        event_rate: z.number().meta({ description: "events a minute" }),
        checked_at: z.string(),
      })
      .nullable(),
    clock: z.object({
      skew_ms: z.int().nullable().meta({ description: "how much later our clock is than Home Assistant's" }),
      sentence: z.string().nullable().meta({ description: "what to do, where they are more than five seconds apart" }),
    }),
    entities: z.int(),
    import: z.object({
      state: z.enum(["none", "running", "done"]),
      part: z.enum(["history", "logbook", "statistics"]).nullable(),
      done: z.int().meta({ description: "events remembered so far" }),
      remaining: z.int().nullable().meta({ description: "estimate" }),
      rate: z.number().nullable().meta({ description: "events a second" }),
      reached: z.string().nullable().meta({ description: "everything later than this is here" }),
    }),
  })
  .meta({ id: "Connection" });
export type ConnectionShown = z.infer<typeof ConnectionShown>;

const url = z.string().min(1).max(500);
const token = z.string().min(1).max(4_096);
const name = z.string().trim().min(1).max(255);
const id = z.uuid();

export const ConnectionList = z.object({ items: z.array(ConnectionShown), cursor: z.null() });
export const AddConnection = z.strictObject({ url, token, name: name.optional() });
export const TestConnection = z.union([
  z.strictObject({ url, token }),
  z.strictObject({ id, token: token.optional() }),
]);
export const TestResult = z.object({
  ok: z.literal(true),
  version: z.string(),
  is_admin: z.boolean(),
  features: z.array(z.string()),
  missing: z.array(MissingFeature),
  duration_ms: z.number(),
});
export const RenameConnection = z.strictObject({ id, name: name.optional(), token: token.optional() }).meta({
  description: "a new name, or a new token for the same Home Assistant",
});
export const RemoveConnection = z.strictObject({ id });
export const Removed = z.object({ removed: z.boolean() });
export const ListConnections = z.strictObject({});

const reasons = ["entity", "device", "label", "area", "integration", "domain", "event_type", "unrecorded"] as const;
export const LeftOut = z
  .strictObject({
    kind: z
      .enum(reasons)
      .meta({ description: "unrecorded with the value remember: keep also what the recorder leaves out" }),
    value: z.string().min(1).max(255),
  })
  .meta({ id: "LeftOut" });
export const NoWish = z.strictObject({});
export const LeftOutList = z.object({ items: z.array(LeftOut), cursor: z.null() });
