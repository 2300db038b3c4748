import { z } from "zod";
import { InstantText } from "../contract.ts";

const Filters = {
  from: InstantText.optional(),
  to: InstantText.optional(),
  entities: z.array(z.string()).max(500).optional(),
  areas: z.array(z.string()).max(100).optional().meta({ description: "ids or names of areas" }),
  kinds: z
    .array(z.string())
    .max(50)
    .optional()
    .meta({ description: "what a sentence is to people: opened, arrived …" }),
};

export const Search = z.strictObject({
  query: z.string().trim().min(1).max(500),
  ...Filters,
  limit: z.int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
});
export type Search = z.infer<typeof Search>;

const Told = {
  sentence: z.string(),
  entity_id: z.string().nullable(),
  area: z.string().nullable(),
  kind: z.string(),
  count: z.int().meta({ description: "how often it was so in the span" }),
  first: z.string(),
  last: z.string(),
};

export const Found = z
  .object({
    event: z.uuid().meta({ description: "the last time" }),
    ...Told,
    score: z.number(),
    marks: z
      .array(z.tuple([z.int(), z.int()]))
      .meta({ description: "the words that matched: where each begins and ends in the sentence" }),
  })
  .meta({ id: "Found" });
export type Found = z.infer<typeof Found>;

export const FoundPage = z.object({ items: z.array(Found), cursor: z.string().nullable() }).meta({ id: "FoundPage" });

export const Similar = z.strictObject({
  event: z.string().max(100),
  limit: z.int().min(1).max(50).default(10),
});
export type Similar = z.infer<typeof Similar>;

export const SimilarShown = z
  .object({
    items: z.array(Found).meta({ description: "what else was like it, itself left out" }),
    after: z
      .array(
        z.object({
          entity_id: z.string(),
          name: z.string().nullable(),
          state: z.string().meta({ description: "what it became" }),
          count: z.int().meta({ description: "after how many of those times" }),
          expected: z.number().meta({ description: "after how many it comes anyway: an hour earlier and later" }),
        }),
      )
      .meta({ description: "what came within ten minutes after it, what comes anyway left out" }),
    times: z.int().meta({ description: "how many times were looked at, the latest ones" }),
  })
  .meta({ id: "Similar" });
