import { z } from "zod";
import { Answer, Question } from "../contract.ts";

const MOST_LETTERS = 500;

export const Told = Answer.pick({ answer: true, result: true, understood: true });
export type Told = z.infer<typeof Told>;

export const Wrong = z.strictObject({
  question: Question.shape.question,
  before: Question.shape.question
    .optional()
    .meta({ description: "what was asked just before, where the question followed on it" }),
  told: Told.optional().meta({ description: "the answer that was wrong; without it, what would be answered now" }),
  correction: z.string().trim().min(1).max(MOST_LETTERS).optional().meta({ description: "what would have been right" }),
});
export type Wrong = z.infer<typeof Wrong>;

export const LocalCase = z
  .object({
    id: z.int(),
    asked_at: z.string(),
    question: z.string(),
    before: z.string().nullable(),
    told: Told,
    correction: z.string().nullable(),
  })
  .meta({ id: "LocalCase", description: "an answer that somebody called wrong" });
export type LocalCase = z.infer<typeof LocalCase>;

export const ListCases = z.strictObject({ limit: z.int().min(1).max(200).default(50) });
export const CaseList = z.object({ items: z.array(LocalCase) });
