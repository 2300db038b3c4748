import { z } from "zod";

export const EmbeddingShown = z
  .object({
    state: z.enum(["off", "working", "done", "away"]),
    model: z.string().nullable(),
    width: z.int().nullable(),
    done: z.int().meta({ description: "sentences with a vector of this model" }),
    remaining: z.int().nullable().meta({ description: "null until they are counted" }),
    reason: z.string().nullable().meta({ description: "a sentence that says why search goes by words alone" }),
  })
  .meta({ id: "Embedding", description: "how far sentences have become vectors" });
export type EmbeddingShown = z.infer<typeof EmbeddingShown>;
