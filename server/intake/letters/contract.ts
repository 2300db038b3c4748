import { z } from "zod";

export const DeadLetter = z
  .object({
    id: z.int(),
    at: z.string().meta({ description: "when it was put aside" }),
    reason: z.string(),
    look: z.string().meta({ description: "its beginning, without credentials" }),
    bytes: z.int(),
    connection: z.uuid().nullable(),
  })
  .meta({ id: "DeadLetter" });

export const ListLetters = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});
export const LetterPage = z.object({ items: z.array(DeadLetter), cursor: z.string().nullable() });

export const WhichLetters = z.union([
  z.strictObject({ ids: z.array(z.int32().positive()).min(1).max(1_000) }),
  z.strictObject({ all: z.literal(true) }),
]);
export const Retried = z.object({
  stored: z.int().meta({ description: "events that are in the memory now, and no letters any more" }),
  failed: z.int().meta({ description: "letters that stay" }),
});
export const Discarded = z.object({ discarded: z.int() });
