import { z } from "zod";
import { intents } from "./meaning/understood.ts";

export const Question = z.strictObject({
  question: z.string().trim().min(1).max(500),
  conversation: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "any text; a follow-up with the same one is understood by what was asked before" }),
});

export const resultKinds = [
  "instant",
  "duration",
  "count",
  "number",
  "boolean",
  "text",
  "list",
  "question",
  "none",
] as const;

export const Result = z
  .object({
    kind: z.enum(resultKinds),
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]).meta({
      description: "instant: ISO 8601; duration: seconds; list: entity ids; question: what is asked back; none: null",
    }),
    unit: z.string().optional(),
  })
  .meta({ id: "AnswerResult" });
export type Result = z.infer<typeof Result>;

export const Citation = z
  .object({ at: z.string(), entity_id: z.string().nullable(), text: z.string(), event: z.uuid().optional() })
  .meta({ id: "Citation", description: "an event on which the answer rests" });
export type Citation = z.infer<typeof Citation>;

export const Answer = z
  .object({
    answer: z.string(),
    speech: z.string().meta({ description: "the same, short enough to be spoken" }),
    result: Result,
    citations: z.array(Citation),
    understood: z.object({
      intent: z.enum(intents),
      entities: z.array(z.string()),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
    confidence: z.number().min(0).max(1),
    proof: z
      .object({
        rows: z.int(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        gaps: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
      })
      .meta({ description: "what was counted: rows read, their span, and what was not recorded in it" }),
  })
  .meta({ id: "Answer" });
export type Answer = z.infer<typeof Answer>;
