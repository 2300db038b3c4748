import { z } from "zod";
import { InstantText } from "../contract.ts";

const causeKinds = [
  "person",
  "automation",
  "script",
  "scene",
  "group",
  "device",
  "integration",
  "sun",
  "time",
  "home assistant start",
  "unknown",
] as const;

export const Explain = z.union([
  z.strictObject({
    event: z.uuid().meta({ description: "an event's id, as memory/timeline and memory/search answer it" }),
  }),
  z.strictObject({
    entity_id: z.string().min(1).max(255),
    at: InstantText.optional().meta({ description: "explains the last change at or before this instant; default now" }),
  }),
]);

export const CauseShown = z
  .object({
    kind: z.enum(causeKinds),
    sentence: z.string(),
    entity_id: z.string().optional().meta({ description: "the automation, script, scene, group or device's entity" }),
    person: z.string().optional(),
    event: z.uuid().optional().meta({ description: "the remembered event that shows it" }),
    at: z.string().optional(),
    trace: z.string().optional().meta({ description: "run id of the automation or script, for memory/trace" }),
    certainty: z.enum(["certain", "likely"]).meta({ description: "certain: Home Assistant linked the two itself" }),
  })
  .meta({ id: "Cause" });
export type CauseShown = z.infer<typeof CauseShown>;

export const GuessShown = z
  .object({
    guess: z.literal(true),
    sentence: z.string(),
    entity_id: z.string(),
    what: z.string().meta({ description: "what came before this time too" }),
    event: z.uuid(),
    at: z.string(),
    within_seconds: z.int(),
    before: z.int().meta({ description: "how many of the times it came before" }),
    times: z.int().meta({ description: "how many earlier times were looked at" }),
    expected: z.number().meta({ description: "how many of them would be by chance" }),
  })
  .meta({ id: "Guess", description: "what usually comes just before; not said to be the cause" });
export type GuessShown = z.infer<typeof GuessShown>;

export const Explanation = z
  .object({
    event: z.object({
      event: z.uuid(),
      at: z.string(),
      entity_id: z.string().nullable(),
      name: z.string().nullable(),
      state: z.string().nullable(),
      old_state: z.string().nullable(),
      sentence: z.string().nullable().meta({ description: "how it is told; null where it is not worth telling" }),
    }),
    causes: z.array(CauseShown).meta({ description: "from the nearest to the first" }),
    sentence: z.string(),
    guesses: z.array(GuessShown).meta({ description: "where nothing is recorded as the cause" }),
  })
  .meta({ id: "Explanation" });
export type Explanation = z.infer<typeof Explanation>;
