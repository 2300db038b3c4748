import { z } from "zod";

export const Note = z.strictObject({
  text: z.string().trim().min(1).max(500).meta({ description: "what is to be remembered" }),
  entity_id: z.string().min(1).max(255).optional().meta({ description: "what it is about" }),
  kind: z.string().trim().min(1).max(50).optional().meta({ description: "what sort of note it is, in a word or two" }),
});

export type Note = z.infer<typeof Note>;

export const NoteKept = z
  .object({
    at: z.string(),
    event: z.uuid().nullable(),
    sentence: z.string().nullable().meta({ description: "how it is told; null where its asker may not see it" }),
  })
  .meta({ id: "NoteKept" });
